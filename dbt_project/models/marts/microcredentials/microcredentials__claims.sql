with claims as (
    select * from {{ ref('int_microcredential_claims_compared') }}
),

final as (
    select
        definition_id,
        claim_id,
        claim,
        published_value,
        unit,
        attributed_to,
        claimed_for,
        is_measurable,
        measured_value,
        difference,
        answer,
        note
    from claims
)

select * from final

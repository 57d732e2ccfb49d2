with vendors as (
    select * from {{ ref('int_vendors_compared') }}
),

final as (
    select
        definition_id,
        vendor,
        named,
        posting_count,
        own_posting_count,
        {{ share('own_posting_count', 'posting_count') }} as own_share,
        thin_reason is not null as is_thin,
        others_posting_count,
        others_own_posting_count,
        {{ share('others_own_posting_count', 'others_posting_count') }} as others_own_share,
        {{ interval_columns('own_share', 'own_posting_count', 'posting_count') }},
        {{ interval_columns('others_own_share', 'others_own_posting_count', 'others_posting_count') }},
        coverage_share,
        thin_reason
    from vendors
)

select * from final

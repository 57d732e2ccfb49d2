with readings as (
    select * from {{ ref('int_readings_compared') }}
),

final as (
    select
        definition_id,
        team,
        reading,
        reading_name,
        reading_rank::integer as reading_rank,
        credential_id,
        credential_name,
        keyword,
        left_out_reason,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        thin_reason is not null as is_thin,
        {{ matched_interval() }},
        coverage_share,
        thin_reason
    from readings
)

select * from final

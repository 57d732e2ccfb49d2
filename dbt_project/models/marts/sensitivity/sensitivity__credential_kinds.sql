with readings as (
    select * from {{ ref('int_narrowings_totalled') }}
),

final as (
    select
        definition_id,
        team,
        posted_year,
        reading,
        reading_name,
        reading_rank::integer as reading_rank,
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

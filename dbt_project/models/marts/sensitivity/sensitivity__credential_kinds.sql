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
        posting_count < thin_below_posting_count as is_thin
    from readings
)

select * from final

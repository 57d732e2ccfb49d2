with compared as (
    select * from {{ ref('int_months_compared') }}
),

final as (
    select
        posted_month,
        previous_release_id,
        previous_posting_count,
        posting_count,
        posting_count - previous_posting_count as posting_count_change,
        previous_matched_posting_count,
        matched_posting_count,
        matched_posting_count - previous_matched_posting_count as matched_posting_count_change,
        coalesce(
            posting_count <> previous_posting_count
            or matched_posting_count <> previous_matched_posting_count,
            false
        ) as is_restated
    from compared
)

select * from final

{{ config(tags=['monthly']) }}

with judged as (
    select * from {{ ref('int_duplicates_judged') }}
),

counted as (
    select
        posted_month,
        reason_id,
        window_days,
        is_repeated,
        count(*) as linked_count,
        count(*) filter (where is_ai_posting) as ai_posting_count,
        count(*) filter (where is_ai_posting and is_matched) as matched_posting_count
    from judged
    group by all
)

select * from counted

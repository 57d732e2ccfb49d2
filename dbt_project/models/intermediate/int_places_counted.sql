{{ config(tags=['monthly']) }}

with postings as (
    select * from {{ ref('int_postings_represented') }}
),

counted as (
    select
        posted_month,
        country,
        is_remote,
        count(*) as posting_count
    from postings
    group by all
)

select * from counted

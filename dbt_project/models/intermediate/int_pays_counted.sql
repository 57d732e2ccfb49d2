{{ config(tags=['monthly']) }}

with postings as (
    select * from {{ ref('int_postings_represented') }} where salary_min is not null or salary_max is not null
),

counted as (
    select
        posted_month,
        salary_min,
        salary_max,
        salary_unit,
        salary_currency,
        count(*) as posting_count
    from postings
    group by all
)

select * from counted

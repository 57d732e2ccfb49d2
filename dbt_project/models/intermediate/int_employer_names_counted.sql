{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_employers_profiled') }}
),

counted as (
    select
        posted_month,
        employer_name,
        {{ summed('employer_is_staffing') }} as staffing_posting_count,
        {{ summed('true') }} as posting_count
    from profiles
    group by posted_month, employer_name
)

select * from counted

{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_occupation_sets_counted') }}
),

counted as (
    select
        posted_month,
        soc_code,
        {{ summed('true') }} as posting_count,
        {{ summed('named_by is not null') }} as covered_posting_count,
        {{ summed("named_by = 'text'") }} as read_posting_count
    from credential_sets
    group by all
)

select * from counted

{{ config(materialized='view') }}

with postings as (
    select * from {{ ref('int_postings_coded') }}
),

employers as (
    select * from {{ ref('int_employers_resolved') }}
),

owned as (
    select
        postings.*,
        employers.company
    from postings
    left join employers
        on
            postings.employer_name = employers.employer_name
            and postings.posted_date >= employers.valid_from
            and postings.posted_date < employers.valid_to
)

select * from owned

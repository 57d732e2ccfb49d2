with months as (
    select min(posted_month) as first_month, max(posted_month) as last_month
    from {{ ref('int_postings_totalled') }}
),

listed as (
    select unnest(range(first_month, last_month + interval 1 month, interval 1 day))::date as posted_date
    from months
)

select * from listed

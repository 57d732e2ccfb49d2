with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

listed as (
    select unnest(range(min(posted_month), max(posted_month) + interval 1 month, interval 1 day))::date
            as posted_date
    from postings
)

select * from listed

{{ config(meta={'dagster': {'ref': {'name': 'int_postings_profiled'}}}) }}

with files as (
    select posted_month, sum(row_count) as landed_count
    from {{ ref('stg_posting_files') }}
    group by posted_month
),

profiles as (
    select posted_month, sum(posting_count) as profiled_count
    from {{ ref('int_postings_profiled') }}
    group by posted_month
)

select *
from files
full join profiles using (posted_month)
where coalesce(files.landed_count, 0) <> coalesce(profiles.profiled_count, 0)

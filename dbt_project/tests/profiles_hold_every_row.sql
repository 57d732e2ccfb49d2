{{ config(meta={'dagster': {'ref': {'name': 'int_postings_profiled'}}}) }}

with files as (
    select coalesce(sum(row_count), 0) as landed_count from {{ ref('stg_posting_files') }}
),

profiles as (
    select coalesce(sum(posting_count), 0) as profiled_count from {{ ref('int_postings_profiled') }}
)

select *
from files
cross join profiles
where files.landed_count <> profiles.profiled_count

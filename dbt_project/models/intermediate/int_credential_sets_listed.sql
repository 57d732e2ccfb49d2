with profiles as (
    select * from {{ ref('int_postings_profiled') }}
    where len(credential_names) > 0 or len(read_credentials) > 0
),

distinct_sets as (
    select distinct credential_names, read_credentials from profiles
),

listed as (
    select row_number() over () as credential_set_id, * from distinct_sets
)

select * from listed

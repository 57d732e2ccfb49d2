{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_postings_profiled') }} where len(credential_names) > 0
),

names as (
    select * from {{ ref('int_credential_names_resolved') }} where not is_catalogued
),

unnested as (
    select distinct posted_month, trim(unnest(credential_names)) as delivered_name
    from profiles
),

delivered as (
    select unnested.posted_month, names.credential_id, names.delivered_name
    from unnested
    inner join names using (delivered_name)
)

select * from delivered

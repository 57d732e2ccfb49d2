{{ config(meta={'dagster': {'ref': {'name': 'certifications__top_by_team'}}}) }}

with ranked as (
    select definition_id, credential_id from {{ ref('certifications__top_by_team') }}
    union
    select definition_id, credential_id from {{ ref('big_tech__top_certifications') }}
),

credentials as (
    select * from {{ ref('int_credentials_matched') }}
)

select ranked.*
from ranked
left join credentials using (credential_id)
where credentials.is_ai_related is not true

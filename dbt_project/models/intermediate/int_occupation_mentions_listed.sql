{{ config(materialized='view') }}

with catalogue as (
    select * from {{ ref('credentials') }}
),

mentions as (
    select * from {{ ref('int_mentions_resolved') }} where is_counted
),

listed as (
    select
        mentions.credential_set_id,
        mentions.credential_id,
        mentions.found_in,
        mentions.status
    from mentions
    semi join catalogue using (credential_id)
)

select * from listed

with mentions as (
    select * from {{ ref('int_mentions_resolved') }} where is_counted
),

credentials as (
    select * from {{ ref('int_credentials_matched') }} where is_ai_related
),

keywords as (
    select distinct mentions.credential_set_id, unnest(credentials.keyword_ids) as keyword_id
    from mentions
    inner join credentials using (credential_id)
),

keyed as (
    select
        credential_set_id,
        keyword_id,
        count(*) over (partition by credential_set_id) = 1 as is_alone
    from keywords
)

select * from keyed

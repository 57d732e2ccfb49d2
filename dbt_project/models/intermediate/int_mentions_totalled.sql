with mentions as (
    {{ all_months('int_mentions_counted') }}
),

credentials as (
    select * from {{ ref('int_credentials_matched') }}
),

with_all_teams as (
    {{ with_all_teams('mentions') }}
),

summed as (
    select
        definition_id,
        team,
        company,
        credential_id,
        sum(columns('_mention_count$|^mention_count$'))::bigint
    from with_all_teams
    group by all
),

totalled as (
    select
        summed.*,
        credentials.credential_name,
        credentials.field,
        credentials.is_ai_related
    from summed
    inner join credentials using (credential_id)
)

select * from totalled

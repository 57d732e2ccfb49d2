with mentions as (
    select * from {{ ref('int_mentions_resolved') }}
),

postings as (
    select * from {{ ref('int_postings_teamed') }}
),

credentials as (
    select * from {{ ref('int_credentials_matched') }}
),

counted as (
    select
        postings.definition_id,
        postings.team,
        postings.company,
        mentions.credential_id,
        count(*) filter (where mentions.is_counted) as mention_count,
        count(*) filter (where not mentions.is_counted) as text_only_mention_count
    from mentions
    inner join postings using (row_id)
    group by all
),

with_all_teams as (
    select * from counted
    union all
    select
        definition_id,
        'all' as team,
        company,
        credential_id,
        sum(mention_count) as mention_count,
        sum(text_only_mention_count) as text_only_mention_count
    from counted
    where team <> 'all'
    group by definition_id, company, credential_id
),

described as (
    select
        with_all_teams.*,
        credentials.credential_name,
        credentials.field,
        credentials.is_ai_related
    from with_all_teams
    inner join credentials using (credential_id)
)

select * from described

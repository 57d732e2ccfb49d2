{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_profiles_teamed') }}
),

mentions as (
    select * from {{ ref('int_mentions_resolved') }}
),

grouped as (
    select
        profiles.definition_id,
        profiles.team,
        profiles.posted_month,
        profiles.company,
        profiles.credential_set_id,
        sum(profiles.posting_count) as posting_count
    from profiles
    where profiles.credential_set_id is not null
    group by all
),

counted as (
    select
        grouped.definition_id,
        grouped.team,
        grouped.posted_month,
        grouped.company,
        mentions.credential_id,
        {{ summed('mentions.is_counted') }} as mention_count,
        {{ summed('not mentions.is_counted') }} as text_only_mention_count,
        {{ summed("mentions.is_counted and mentions.found_in = 'text'") }} as read_mention_count,
        {{ mentions_by_status() }}
    from grouped
    inner join mentions using (credential_set_id)
    group by all
)

select * from counted

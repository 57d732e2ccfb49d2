{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_credential_sets_counted') }}
),

mentions as (
    select * from {{ ref('int_mentions_resolved') }}
),

grouped as (
    select
        definition_id,
        team,
        posted_month,
        company,
        credential_set_id,
        sum(posting_count) as posting_count
    from credential_sets
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

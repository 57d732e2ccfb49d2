{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_profiles_teamed') }} where credential_set_id is not null
),

mentions as (
    select * from {{ ref('int_mentions_resolved') }}
),

members as (
    select * from {{ ref('int_microcredentials_grouped') }}
),

named as (
    select
        mentions.credential_set_id,
        members.grouping_level,
        members.member_id,
        bool_or(mentions.is_counted) as is_counted,
        coalesce(bool_or(mentions.is_counted and mentions.status = 'required'), false) as is_required
    from mentions
    inner join members using (credential_id)
    group by all
),

counted as (
    select
        profiles.definition_id,
        profiles.team,
        profiles.posted_month,
        profiles.soc_code,
        profiles.named_by,
        named.grouping_level,
        named.member_id,
        {{ summed('named.is_counted') }} as matched_posting_count,
        {{ summed('named.is_required') }} as required_posting_count,
        {{ summed('not named.is_counted') }} as text_only_posting_count
    from profiles
    inner join named using (credential_set_id)
    group by all
)

select * from counted

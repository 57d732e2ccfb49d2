{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_profiles_teamed') }}
),

matches as (
    select * from {{ ref('int_credential_sets_matched') }}
),

educations as (
    select * from {{ ref('int_educations_decided') }}
),

counted as (
    select
        profiles.definition_id,
        profiles.team,
        profiles.posted_month,
        profiles.soc_code,
        profiles.company,
        coalesce(matches.is_matched, false) as is_matched,
        matches.matched_status,
        educations.min_education,
        profiles.is_degree_replaceable,
        profiles.named_by,
        educations.is_education_read,
        sum(profiles.posting_count)::bigint as posting_count
    from profiles
    left join matches using (credential_set_id)
    inner join educations
        on
            profiles.delivery_id = educations.delivery_id
            and profiles.posted_month = educations.posted_month
            and profiles.delivered_education is not distinct from educations.delivered_education
            and profiles.read_education is not distinct from educations.read_education
    group by all
)

select * from counted

{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_profiles_teamed') }}
),

matches as (
    select * from {{ ref('int_credential_sets_matched') }}
),

counted as (
    select
        profiles.definition_id,
        profiles.team,
        profiles.posted_month,
        profiles.soc_code,
        profiles.onet_code,
        profiles.company,
        {{ summed('true') }} as posting_count,
        {{ summed('matches.is_matched') }} as matched_posting_count,
        {{ summed('matches.is_matched_whole_word') }} as matched_whole_word_posting_count,
        {{ summed('matches.is_matched_reviewed') }} as matched_reviewed_posting_count,
        {{ summed('matches.is_matched_explicit_ai') }} as matched_explicit_ai_posting_count,
        {{ summed('matches.is_matched_text_only') }} as matched_text_only_posting_count,
        {{ summed('matches.is_project_management') }} as project_management_posting_count,
        {{ summed('profiles.named_by is not null') }} as covered_posting_count,
        {{ summed("profiles.named_by = 'text'") }} as read_posting_count,
        {{ summed("profiles.named_by = 'text' and matches.is_matched") }} as matched_read_posting_count,
        {{ summed("profiles.named_by = 'text' and matches.is_project_management") }}
            as project_management_read_posting_count
    from profiles
    left join matches using (credential_set_id)
    group by all
)

select * from counted

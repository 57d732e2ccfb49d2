{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_credential_sets_counted') }}
),

proposed as (
    select * from {{ ref('int_credential_sets_proposed') }}
),

counted as (
    select
        credential_sets.definition_id,
        credential_sets.team,
        credential_sets.posted_month,
        credential_sets.named_by,
        proposed.keyword_id,
        {{ summed('true') }} as matched_posting_count,
        {{ summed('proposed.is_added') }} as added_posting_count,
        {{ summed('proposed.is_added and proposed.is_whole_word') }} as added_whole_word_posting_count
    from credential_sets
    inner join proposed using (credential_set_id)
    group by all
)

select * from counted

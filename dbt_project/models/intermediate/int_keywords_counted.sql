{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_credential_sets_counted') }}
),

keywords as (
    select * from {{ ref('int_credential_sets_keyed') }}
),

counted as (
    select
        credential_sets.definition_id,
        credential_sets.team,
        credential_sets.posted_month,
        keywords.keyword_id,
        credential_sets.named_by,
        {{ summed('true') }} as matched_posting_count,
        {{ summed('keywords.is_alone') }} as lost_posting_count
    from credential_sets
    inner join keywords using (credential_set_id)
    group by all
)

select * from counted

{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_credential_sets_counted') }}
),

matches as (
    select * from {{ ref('int_credential_sets_matched') }} where is_any_counted
),

owned as (
    select * from {{ ref('int_credential_sets_owned') }}
),

named as (
    select credential_sets.*, matches.is_matched, null as named_vendor
    from credential_sets
    inner join matches using (credential_set_id)
    union all
    select credential_sets.*, matches.is_matched, owned.named_vendor
    from credential_sets
    inner join matches using (credential_set_id)
    inner join owned using (credential_set_id, posted_month)
),

counted as (
    select
        definition_id,
        posted_month,
        vendor as employer_vendor,
        named_vendor,
        {{ summed('true') }} as credential_posting_count,
        {{ summed('is_matched') }} as matched_posting_count
    from named
    group by all
)

select * from counted

{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_occupation_sets_counted') }}
),

mentions as (
    select * from {{ ref('int_occupation_mentions_listed') }}
),

counted as (
    select
        credential_sets.posted_month,
        credential_sets.soc_code,
        mentions.credential_id,
        {{ summed('true') }} as posting_count,
        {{ summed("mentions.found_in = 'text'") }} as read_posting_count,
        {{ summed('mentions.status is not null') }} as stated_posting_count,
        {{ summed("mentions.status = 'required'") }} as required_posting_count
    from credential_sets
    inner join mentions using (credential_set_id)
    group by all
)

select * from counted

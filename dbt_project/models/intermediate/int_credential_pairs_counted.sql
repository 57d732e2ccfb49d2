{{ config(tags=['monthly']) }}

-- Either order is the same pair, so one of them is counted; it is made once per set, never per posting.
with credential_sets as (
    select * from {{ ref('int_occupation_sets_counted') }}
),

mentions as (
    select * from {{ ref('int_occupation_mentions_listed') }}
),

pairs as (
    select
        firsts.credential_set_id,
        firsts.credential_id,
        seconds.credential_id as other_credential_id,
        firsts.found_in
    from mentions as firsts
    inner join mentions as seconds
        on
            firsts.credential_set_id = seconds.credential_set_id
            and firsts.credential_id < seconds.credential_id
),

counted as (
    select
        credential_sets.posted_month,
        credential_sets.soc_code,
        pairs.credential_id,
        pairs.other_credential_id,
        {{ summed('true') }} as posting_count,
        {{ summed("pairs.found_in = 'text'") }} as read_posting_count
    from credential_sets
    inner join pairs using (credential_set_id)
    group by all
)

select * from counted

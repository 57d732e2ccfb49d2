{{ config(tags=['monthly']) }}

with profiles as (
    select * from {{ ref('int_postings_profiled') }}
),

coded as (
    select * from {{ ref('int_profiles_coded') }}
),

matches as (
    select * from {{ ref('int_credential_sets_matched') }}
),

rows_landed as (
    select
        delivery_id,
        posted_month,
        {{ summed('true') }} as row_count,
        {{ summed('is_repeated') }} as duplicate_count
    from profiles
    group by delivery_id, posted_month
),

representatives as (
    select
        delivery_id,
        posted_month,
        {{ summed('soc_code is not null') }} as coded_count,
        {{ summed('soc_code is null') }} as abstained_count,
        {{ summed('is_country_counted is null') }} as unknown_country_count,
        {{ summed('not is_country_counted') }} as outside_us_count,
        {{ summed('is_country_counted and soc_code is null') }} as uncoded_posting_count,
        {{ summed('credential_set_id is not null') }} as credential_count,
        {{ summed('matches.is_matched') }} as matched_count
    from coded
    left join matches using (credential_set_id)
    group by delivery_id, posted_month
),

counted as (
    select
        rows_landed.*,
        coalesce(representatives.coded_count, 0) as coded_count,
        coalesce(representatives.abstained_count, 0) as abstained_count,
        coalesce(representatives.unknown_country_count, 0) as unknown_country_count,
        coalesce(representatives.outside_us_count, 0) as outside_us_count,
        coalesce(representatives.uncoded_posting_count, 0) as uncoded_posting_count,
        coalesce(representatives.credential_count, 0) as credential_count,
        coalesce(representatives.matched_count, 0) as matched_count
    from rows_landed
    left join representatives using (delivery_id, posted_month)
)

select * from counted

-- Deliveries and rules both change a month; only what came of them is compared here.
with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

definitions as (
    select * from {{ ref('definitions') }} where is_default
),

previous as (
    select * from {{ ref('stg_previous_months') }}
),

months as (
    select
        posted_month,
        sum(posting_count)::bigint as posting_count,
        sum(matched_posting_count)::bigint as matched_posting_count
    from postings
    semi join definitions using (definition_id)
    where team = 'all'
    group by posted_month
),

previous_months as (
    select * from previous
    semi join definitions using (definition_id)
),

releases as (
    select max(previous_release_id) as previous_release_id from previous
),

compared as (
    select
        posted_month,
        releases.previous_release_id,
        previous_months.previous_posting_count,
        coalesce(months.posting_count, 0) as posting_count,
        previous_months.previous_matched_posting_count,
        coalesce(months.matched_posting_count, 0) as matched_posting_count
    from months
    full join previous_months using (posted_month)
    cross join releases
)

select * from compared

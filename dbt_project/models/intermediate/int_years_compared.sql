with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

yearly as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        count(distinct posted_month) as month_count,
        sum(posting_count) as posting_count,
        sum(matched_posting_count) as matched_posting_count,
        max(thin_below_posting_count) as thin_below_posting_count
    from postings
    group by all
),

years as (
    select
        *,
        lag(posted_year) over by_year as previous_year,
        min(posted_year) over by_year as first_year
    from yearly
    where team = 'all'
    window by_year as (partition by definition_id order by posted_year)
),

pairs as (
    unpivot years on previous_year, first_year into name compared_with value base_year
),

sides as (
    select
        pairs.definition_id,
        pairs.compared_with,
        pairs.posted_year,
        pairs.base_year,
        yearly.team,
        coalesce(sum(yearly.posting_count) filter (yearly.posted_year = pairs.posted_year), 0)
            as posting_count,
        coalesce(sum(yearly.matched_posting_count) filter (yearly.posted_year = pairs.posted_year), 0)
            as matched_posting_count,
        coalesce(sum(yearly.posting_count) filter (yearly.posted_year = pairs.base_year), 0)
            as base_posting_count,
        coalesce(sum(yearly.matched_posting_count) filter (yearly.posted_year = pairs.base_year), 0)
            as base_matched_posting_count,
        max(pairs.thin_below_posting_count) as thin_below_posting_count,
        min(yearly.month_count) < 12 as is_partial
    from pairs
    inner join yearly using (definition_id)
    where pairs.base_year < pairs.posted_year and yearly.posted_year in (pairs.posted_year, pairs.base_year)
    group by all
),

compared as (
    select *, least(posting_count, base_posting_count) < thin_below_posting_count as is_thin from sides
)

select * from compared

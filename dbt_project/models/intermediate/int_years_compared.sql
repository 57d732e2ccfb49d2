with yearly as (
    select * from {{ ref('int_years_totalled') }}
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
        min(yearly.month_count) < 12 as is_partial
    from pairs
    inner join yearly using (definition_id)
    where pairs.base_year < pairs.posted_year and yearly.posted_year in (pairs.posted_year, pairs.base_year)
    group by all
)

select * from sides

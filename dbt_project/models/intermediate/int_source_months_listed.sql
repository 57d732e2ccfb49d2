-- A month without a row of the source is what nobody would miss, so it is listed too: between its first month
-- and its last, and the one behind where another source goes on.
with months as (
    select * from {{ ref('int_source_months_totalled') }}
),

spans as (
    select
        source_name,
        min(posted_month) as first_month,
        max(posted_month) as latest_month,
        max(max(posted_month)) over () as latest_month_of_all
    from months
    group by source_name
),

calendars as (
    select
        source_name,
        latest_month,
        unnest(generate_series(
            first_month, least(latest_month + interval 1 month, latest_month_of_all), interval 1 month
        ))::date as posted_month
    from spans
),

listed as (
    select
        calendars.source_name,
        calendars.posted_month,
        calendars.posted_month >= calendars.latest_month as is_latest,
        coalesce(months.row_count, 0) as row_count,
        months.* exclude (source_name, posted_month, row_count)
    from calendars
    left join months using (source_name, posted_month)
)

select * from listed

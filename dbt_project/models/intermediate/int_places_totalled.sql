with months as (
    {{ all_months('int_places_counted') }}
),

counted_countries as (
    select country from {{ ref('counted_countries') }}
),

thresholds as (
    {{ thin_thresholds() }}
),

totalled as (
    select
        coalesce(months.country, 'unknown') as country,
        coalesce(months.country in (select country from counted_countries), false) as is_counted,
        {{ summed('true') }} as posting_count,
        {{ summed('months.is_remote') }} as remote_posting_count,
        {{ summed('months.is_remote is null') }} as unsaid_remote_posting_count,
        any_value(thresholds.thin_below_posting_count) as thin_below_posting_count
    from months
    cross join thresholds
    group by country, is_counted
)

select * from totalled

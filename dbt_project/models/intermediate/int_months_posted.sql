with months as (
    {{ all_months('int_places_counted') }}
),

counted_countries as (
    select country from {{ ref('counted_countries') }}
),

posted as (
    select posted_month, sum(posting_count)::bigint as posting_count
    from months
    where country in (select country from counted_countries)
    group by posted_month
)

select * from posted

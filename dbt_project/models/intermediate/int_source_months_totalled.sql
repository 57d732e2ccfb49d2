with deliveries as (
    select * from {{ ref('stg_deliveries') }}
),

months as (
    {{ all_months('int_deliveries_counted') }}
),

fields as (
    {{ all_months('int_fields_counted') }}
),

stated as (
    select
        source_name,
        posted_month,
        sum(stated_count) filter (where field = 'employer_name')::bigint as employer_count,
        sum(stated_count) filter (where field = 'description')::bigint as text_count
    from fields
    group by source_name, posted_month
),

summed as (
    select
        deliveries.source_name,
        months.posted_month,
        sum(months.row_count)::bigint as row_count,
        sum(months.row_count - months.duplicate_count)::bigint as posting_count,
        sum(
            months.row_count - months.duplicate_count - months.outside_us_count - months.unknown_country_count
        )::bigint as us_count,
        sum(months.coded_count)::bigint as coded_count,
        sum(months.credential_count)::bigint as credential_count,
        sum(months.matched_count)::bigint as matched_count
    from months
    inner join deliveries using (delivery_id)
    group by deliveries.source_name, months.posted_month
),

totalled as (
    select
        summed.*,
        stated.employer_count,
        stated.text_count
    from summed
    left join stated using (source_name, posted_month)
)

select * from totalled

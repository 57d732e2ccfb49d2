with deliveries as (
    select * from {{ ref('stg_deliveries') }}
),

restatements as (
    select * from {{ ref('stg_restatements') }}
),

months as (
    {{ all_months('int_deliveries_counted') }}
),

summed as (
    select delivery_id, sum(columns('_count$'))::bigint
    from months
    group by delivery_id
),

totalled as (
    select
        deliveries.* exclude (sample_scale, sample_big_tech_scale),
        coalesce(restatements.restated_count, 0) as restated_count,
        coalesce(summed.row_count, 0) as row_count,
        coalesce(summed.duplicate_count, 0) as duplicate_count,
        coalesce(summed.coded_count, 0) as coded_count,
        coalesce(summed.abstained_count, 0) as abstained_count,
        coalesce(summed.unknown_country_count, 0) as unknown_country_count,
        coalesce(summed.outside_us_count, 0) as outside_us_count
    from deliveries
    left join restatements using (delivery_id)
    left join summed using (delivery_id)
)

select * from totalled

with deliveries as (
    select * from {{ ref('stg_deliveries') }}
),

changed as (
    select * from {{ ref('int_deliveries_changed') }}
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
        deliveries.accepted_count - coalesce(changed.known_count, 0) as added_count,
        coalesce(changed.restated_count, 0) as restated_count,
        coalesce(changed.superseded_count, 0) as superseded_count,
        coalesce(changed.withdrawn_count, 0) as withdrawn_count,
        coalesce(summed.row_count, 0) as row_count,
        coalesce(summed.duplicate_count, 0) as duplicate_count,
        coalesce(summed.coded_count, 0) as coded_count,
        coalesce(summed.abstained_count, 0) as abstained_count,
        coalesce(summed.unknown_country_count, 0) as unknown_country_count,
        coalesce(summed.outside_us_count, 0) as outside_us_count
    from deliveries
    left join changed using (delivery_id)
    left join summed using (delivery_id)
)

select * from totalled

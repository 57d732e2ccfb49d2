{{ config(meta={'dagster': {'ref': {'name': 'int_deliveries_totalled'}}}) }}

with landed as (
    select delivery_id, sum(row_count) as landed_count
    from {{ ref('stg_delivery_files') }}
    group by delivery_id
)

select deliveries.*, landed.landed_count
from {{ ref('int_deliveries_totalled') }} as deliveries
left join landed using (delivery_id)
where
    deliveries.read_count <> deliveries.accepted_count + deliveries.quarantined_count
    or deliveries.accepted_count <> coalesce(landed.landed_count, 0)
    or deliveries.accepted_count
    <> deliveries.row_count + deliveries.superseded_count + deliveries.withdrawn_count

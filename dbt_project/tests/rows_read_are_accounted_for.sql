{{ config(meta={'dagster': {'ref': {'name': 'stg_deliveries'}}}) }}

with landed as (
    select delivery_id, count(*) as landed_count
    from {{ ref('stg_delivery_rows') }}
    group by delivery_id
)

select deliveries.*, landed.landed_count
from {{ ref('stg_deliveries') }} as deliveries
left join landed using (delivery_id)
where
    deliveries.read_count <> deliveries.accepted_count + deliveries.quarantined_count
    or deliveries.accepted_count <> coalesce(landed.landed_count, 0)

{{ config(meta={'dagster': {'ref': {'name': 'int_deliveries_totalled'}}}) }}

with months as (
    {{ all_months('int_deliveries_counted') }}
)

select * from months
where delivery_id not in (select delivery_id from {{ ref('stg_deliveries') }})

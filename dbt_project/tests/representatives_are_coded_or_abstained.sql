{{ config(meta={'dagster': {'ref': {'name': 'int_deliveries_totalled'}}}) }}

with months as (
    {{ all_months('int_deliveries_counted') }}
)

select * from months
where row_count <> duplicate_count + coded_count + abstained_count

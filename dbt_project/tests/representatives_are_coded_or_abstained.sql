{{ config(meta={'dagster': {'ref': {'name': 'int_deliveries_counted'}}}) }}

with representatives as (
    select delivery_id, count(*) as representative_count
    from {{ ref('int_postings_linked') }}
    where duplicate_of is null
    group by delivery_id
)

select deliveries.*, representatives.representative_count
from {{ ref('int_deliveries_counted') }} as deliveries
left join representatives using (delivery_id)
where deliveries.coded_count + deliveries.abstained_count <> coalesce(representatives.representative_count, 0)

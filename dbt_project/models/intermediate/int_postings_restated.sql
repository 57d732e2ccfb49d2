with deliveries as (
    select * from {{ ref('stg_deliveries') }}
),

delivery_rows as (
    select * from {{ ref('stg_delivery_rows') }}
),

repeated_sources as (
    select source_name
    from deliveries
    group by source_name
    having count(*) > 1
),

comparable_deliveries as (
    select delivery_id
    from deliveries
    semi join repeated_sources using (source_name)
),

versions as (
    select
        posting_id,
        delivered_on,
        delivery_id,
        list_sort(list(distinct content_hash)) as content_hashes
    from delivery_rows
    semi join comparable_deliveries using (delivery_id)
    group by posting_id, delivered_on, delivery_id
),

compared as (
    select
        posting_id,
        delivery_id,
        content_hashes <> lag(content_hashes) over (
            partition by posting_id order by delivered_on, delivery_id
        ) as is_restated
    from versions
),

restated as (
    select posting_id, delivery_id
    from compared
    where is_restated
)

select * from restated

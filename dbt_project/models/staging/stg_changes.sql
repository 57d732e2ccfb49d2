with source as (
    select * from {{ source('lake', 'changes') }}
),

kinds as (
    unpivot source
    on known, superseded, restated, withdrawn
    into name change value by_delivery
),

deliveries as (
    select change, unnest(map_entries(by_delivery)) as entry
    from kinds
),

months as (
    select change, entry.key as delivery_id, unnest(map_entries(entry.value)) as entry
    from deliveries
),

renamed as (
    select
        delivery_id,
        (entry.key || '-01')::date as posted_month,
        change,
        entry.value as changed_count
    from months
)

select * from renamed

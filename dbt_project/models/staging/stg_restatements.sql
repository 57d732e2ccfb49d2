with source as (
    select * from {{ source('lake', 'restatements') }}
),

unnested as (
    select unnest(map_entries(restated)) as entry
    from source
),

renamed as (
    select
        entry.key as delivery_id,
        entry.value as restated_count
    from unnested
)

select * from renamed

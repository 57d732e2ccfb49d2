with source as (
    select * from {{ source('lake', 'deliveries') }}
),

renamed as (
    select
        delivery_id,
        source as source_name,
        delivered_on,
        read_count,
        accepted_count,
        quarantined_count
    from source
)

select * from renamed

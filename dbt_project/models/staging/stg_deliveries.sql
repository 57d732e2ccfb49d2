with source as (
    select * from {{ source('lake', 'deliveries') }}
),

renamed as (
    select
        delivery_id,
        source as source_name,
        delivered_on,
        scale as sample_scale,
        big_tech_scale as sample_big_tech_scale,
        read_count,
        accepted_count,
        quarantined_count
    from source
)

select * from renamed

with source as (
    select * from {{ source('lake', 'delivery_rows') }}
),

renamed as (
    select
        delivery_id,
        delivered_on,
        posting_id,
        content_hash
    from source
)

select * from renamed

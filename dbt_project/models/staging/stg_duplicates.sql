with source as (
    select * from {{ source('lake', 'duplicates') }}
),

renamed as (
    select
        delivery_id,
        row_number,
        reason,
        days_apart
    from source
)

select * from renamed

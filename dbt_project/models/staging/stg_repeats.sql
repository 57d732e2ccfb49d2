with source as (
    select * from {{ source('lake', 'repeats') }}
),

renamed as (
    select
        delivery_id,
        row_number
    from source
)

select * from renamed

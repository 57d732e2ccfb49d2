with source as (
    select * from {{ source('lake', 'readings') }}
),

renamed as (
    select
        delivery_id,
        row_number,
        credentials,
        min_education,
        degree_substitutable,
        soc_code
    from source
)

select * from renamed

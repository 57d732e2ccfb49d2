with source as (
    select * from {{ source('lake', 'readings') }}
),

renamed as (
    select
        row_id,
        credentials,
        soc_code,
        soc_probability
    from source
)

select * from renamed

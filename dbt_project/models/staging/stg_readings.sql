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
        soc_code,
        has_text
    from source
)

select * from renamed

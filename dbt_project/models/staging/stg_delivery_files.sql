with source as (
    select * from {{ source('lake', 'delivery_files') }}
),

renamed as (
    select
        regexp_extract(file_name, '/deliveries/([^/]+)/months/', 1) as delivery_id,
        num_rows as row_count
    from source
    where contains(file_name, '/months/')
)

select * from renamed

with source as (
    select * from {{ source('lake', 'posting_files') }}
),

renamed as (
    select num_rows as row_count
    from source
)

select * from renamed

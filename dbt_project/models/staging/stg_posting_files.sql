with source as (
    select * from {{ source('lake', 'posting_files') }}
),

renamed as (
    select
        (nullif(regexp_extract(file_name, '(\d{4}-\d{2})[.]parquet$', 1), '') || '-01')::date as posted_month,
        num_rows as row_count
    from source
)

select * from renamed

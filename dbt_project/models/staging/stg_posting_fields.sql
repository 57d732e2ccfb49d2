with source as (
    select * from {{ source('lake', 'posting_fields') }}
),

renamed as (
    select
        regexp_extract(file_name, '([^/]+)[/-]\d{4}-\d{2}[.]parquet$', 1) as source_name,
        (nullif(regexp_extract(file_name, '(\d{4}-\d{2})[.]parquet$', 1), '') || '-01')::date as posted_month,
        path_in_schema as field,
        num_values as row_count,
        num_values - stats_null_count as stated_count
    from source
    where path_in_schema in ('employer_name', 'description') and num_values > 0
)

select * from renamed

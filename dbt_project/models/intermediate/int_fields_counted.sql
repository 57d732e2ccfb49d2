{{ config(tags=['monthly']) }}

-- From the footers of the files: how many rows have a text is known without reading one.
with fields as (
    select * from {{ ref('stg_posting_fields') }}
),

counted as (
    select
        source_name,
        posted_month,
        field,
        sum(row_count)::bigint as row_count,
        sum(stated_count)::bigint as stated_count
    from fields
    group by all
)

select * from counted

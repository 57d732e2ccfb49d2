with linked as (
    select * from {{ ref('int_postings_linked') }}
),

repeated as (
    select delivery_id, row_number from linked where is_repeated
)

select * from repeated

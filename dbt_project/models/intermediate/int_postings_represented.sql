{{ config(materialized='view') }}

with postings as (
    select * from {{ ref('stg_postings') }}
),

repeats as (
    select * from {{ ref('int_postings_repeated') }}
),

represented as (
    select postings.*
    from postings
    anti join repeats using (delivery_id, row_number)
)

select * from represented

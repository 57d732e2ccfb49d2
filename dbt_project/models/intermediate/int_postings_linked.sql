{{ config(materialized='view') }}

with postings as (
    select * from {{ ref('stg_postings') }}
),

repeated as (
    select * from {{ ref('int_postings_repeated') }}
),

linked as (
    select
        postings.* exclude (content_hash, country),
        postings.country = 'US' as is_in_united_states,
        nullif(repeated.representative_row_id, postings.row_id) as duplicate_of
    from postings
    left join repeated using (posting_id)
)

select * from linked

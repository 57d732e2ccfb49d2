with postings as (
    select * from {{ ref('stg_postings') }}
),

postings_with_several_rows as (
    select posting_id
    from {{ ref('stg_postings') }}
    group by posting_id
    having count(*) > 1
),

repeated as (
    select
        postings.posting_id,
        min({ 'hash': postings.content_hash, 'row_id': postings.row_id }).row_id as representative_row_id
    from postings
    semi join postings_with_several_rows using (posting_id)
    group by postings.posting_id
)

select * from repeated

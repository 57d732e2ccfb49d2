with postings as (
    select * from {{ ref('int_postings_coded') }}
),

definitions as (
    select * from {{ ref('definitions') }}
),

uncoded as (
    select definitions.definition_id, postings.posted_month, count(*) as uncoded_posting_count
    from postings
    cross join definitions
    where
        definitions.basis = 'occupation'
        and postings.soc_code is null
        and postings.is_in_united_states
    group by definitions.definition_id, postings.posted_month
)

select * from uncoded

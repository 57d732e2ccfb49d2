with postings as (
    select * from {{ ref('int_postings_totalled') }} where soc_code is not null
),

definitions as (
    select * from {{ ref('definitions') }}
),

onet_occupations as (
    select * from {{ ref('onet_occupations') }}
),

counted as (
    select
        postings.definition_id,
        postings.team,
        postings.soc_code,
        postings.onet_code,
        coalesce(onet_occupations.detail_title, postings.occupation_title) as detail_title,
        sum(postings.posting_count) as posting_count,
        sum(postings.matched_posting_count) as matched_posting_count,
        sum(postings.covered_posting_count) as covered_posting_count,
        max(postings.thin_below_posting_count) as thin_below_posting_count
    from postings
    inner join definitions using (definition_id)
    left join onet_occupations using (onet_code)
    where (postings.team = 'all') = (definitions.basis <> 'occupation')
    group by all
),

shared as (
    select
        *,
        sum(posting_count) over (partition by definition_id, soc_code) as occupation_posting_count,
        {{ share('posting_count', 'occupation_posting_count') }} as detail_share
    from counted
),

detailed as (
    select * from shared where onet_code is not null
)

select * from detailed

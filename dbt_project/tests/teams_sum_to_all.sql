{{ config(meta={'dagster': {'ref': {'name': 'int_postings_counted'}}}) }}

with definitions as (
    select * from {{ ref('definitions') }} where basis = 'occupation'
),

summed as (
    select
        definition_id,
        sum(posting_count) filter (where team = 'all') as all_posting_count,
        sum(posting_count) filter (where team <> 'all') as team_posting_count,
        sum(matched_posting_count) filter (where team = 'all') as all_matched_posting_count,
        sum(matched_posting_count) filter (where team <> 'all') as team_matched_posting_count
    from {{ ref('int_postings_counted') }}
    semi join definitions using (definition_id)
    group by definition_id
)

select * from summed
where
    all_posting_count is distinct from team_posting_count
    or all_matched_posting_count is distinct from team_matched_posting_count

{{ config(meta={'dagster': {'ref': {'name': 'demand__by_team'}}}) }}

with definitions as (
    select * from {{ ref('definitions') }} where basis = 'occupation'
),

teams as (
    select
        definition_id,
        sum(posting_count) filter (where team <> 'all') as posting_count,
        sum(matched_posting_count) filter (where team <> 'all') as matched_posting_count
    from {{ ref('demand__by_team') }}
    semi join definitions using (definition_id)
    group by definition_id
),

years as (
    select
        definition_id,
        sum(posting_count) as posting_count,
        sum(matched_posting_count) as matched_posting_count
    from {{ ref('demand__by_year') }}
    semi join definitions using (definition_id)
    group by definition_id
)

select *
from teams
full join years using (definition_id)
where
    teams.posting_count is distinct from years.posting_count
    or teams.matched_posting_count is distinct from years.matched_posting_count

with postings as (
    select * from {{ ref('int_postings_totalled') }} where team = 'all'
),

definitions as (
    select * from {{ ref('definitions') }}
),

summed as (
    select
        definition_id,
        {{ team_totals() }},
        sum(columns('^matched_.*posting_count$'))::bigint
    from postings
    group by definition_id
),

totalled as (
    select
        summed.*,
        definitions.definition_name,
        definitions.definition_rank,
        definitions.is_default
    from summed
    inner join definitions using (definition_id)
)

select * from totalled

with definitions as (
    select * from {{ ref('definitions') }}
),

occupation_teams as (
    select * from {{ ref('occupation_teams') }}
),

teamed as (
    select
        definitions.definition_id,
        occupation_teams.soc_code,
        occupation_teams.team
    from definitions
    inner join occupation_teams on list_contains(string_split(definitions.tiers, '|'), occupation_teams.tier)
    where definitions.basis = 'occupation'
)

select * from teamed

{# Which definitions and teams see what is counted. #}

{# Rows of `relation` and once more under the team `all`; definitions without teams have no others. #}
{% macro with_all_teams(relation) -%}
    select * from {{ relation }}
    union all
    select * replace ('all' as team) from {{ relation }} where team <> 'all'
{%- endmacro %}

{# Rows of `relation`, told apart by soc_code, is_title_matched and definition_bits, one for each definition and team (`all` included) that they belong to. #}
{% macro in_every_team(relation) -%}
    select teams.definition_id, unnest([teams.team, 'all']) as team, held.*
    from {{ relation }} as held
    inner join {{ ref('int_occupations_teamed') }} as teams using (soc_code)
    union all
    select definitions.definition_id, 'all' as team, held.*
    from {{ relation }} as held
    cross join {{ ref('definitions') }} as definitions
    where definitions.basis = 'title' and held.is_title_matched
    union all
    select clusters.definition_id, 'all' as team, held.*
    from {{ relation }} as held
    inner join (
        select distinct definition_id, definition_bit from {{ ref('int_skill_clusters_defined') }}
    ) as clusters on held.definition_bits & clusters.definition_bit <> 0
{%- endmacro %}

{# Decisions about a posting that more than one model makes, made in one way. #}

{# The occupation of a posting: what its title says where the delivered code leaves it open or is unknown, else
   what the code means. `candidates` are the occupations that the code may mean, null where it is unknown. #}
{% macro decided_occupation(candidates, title, code) -%}
    case
        when {{ candidates }} is null or list_contains({{ candidates }}, {{ title }}) then {{ title }}
        else {{ code }}
    end
{%- endmacro %}

{# Joins from `postings` to what was decided once per profile, for a pass over postings that keeps other columns;
   the model has CTEs `readings` with read_credentials, `occupations` (int_occupations_defined) and
   `credential_sets` (int_credential_sets_classed). #}
{% macro joined_decisions() -%}
    left join readings using (delivery_id, row_number)
    left join occupations
        on
            postings.occupation_scheme is not distinct from occupations.occupation_scheme
            and postings.occupation_code is not distinct from occupations.occupation_code
            and readings.soc_code is not distinct from occupations.title_soc_code
    left join credential_sets
        on
            postings.credential_names is not distinct from credential_sets.credential_names
            and readings.read_credentials is not distinct from credential_sets.read_credentials
{%- endmacro %}

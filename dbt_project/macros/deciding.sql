{# Decisions about a posting that more than one model makes, made in one way. #}

{# The occupation of a posting: what its title says where the delivered code leaves it open or is unknown, else
   what the code means. `candidates` are the occupations that the code may mean, null where it is unknown. #}
{% macro decided_occupation(candidates, title, code) -%}
    case
        when {{ candidates }} is null or list_contains({{ candidates }}, {{ title }}) then {{ title }}
        else {{ code }}
    end
{%- endmacro %}

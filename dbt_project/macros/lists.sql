{# Expressions over lists that one posting holds; they are written for columns of the models named here. #}

{# int_postings_profiled: the credentials read from a text as distinct pairs of id and status, sorted; null for
   none. #}
{% macro read_credentials(column) -%}
    case when len({{ column }}) > 0 then list_sort(list_distinct(list_transform(
        list_filter({{ column }}, lambda one: one.credential_id is not null),
        lambda one: { 'credential_id': one.credential_id, 'status': one.status }
    ))) end
{%- endmacro %}

{# int_postings_profiled: bits of the definitions that one of a posting's skill clusters belongs to. Looked up in
   constant lists, a name that many postings share is looked up once; see the model's pre-hook. #}
{% macro definition_bits(column) -%}
    coalesce(list_bit_or(list_transform(
        {{ column }},
        lambda name: getvariable('defining').bits[list_position(getvariable('defining').names, name)]::bigint
    )), 0)
{%- endmacro %}

{# int_postings_profiled: the level that a delivered education value means, null where the seed
   `education_levels` does not know it. #}
{% macro delivered_level(column) -%}
    getvariable('schooling').levels[list_position(getvariable('schooling').names, lower(trim({{ column }})))]
{%- endmacro %}

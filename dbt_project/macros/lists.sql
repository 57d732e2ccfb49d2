{# Expressions over lists that one posting holds; they are written for columns of the models named here. #}

{# int_postings_profiled: the credentials read from a text as distinct pairs of id and status, sorted; null for
   none. #}
{% macro read_credentials(column) -%}
    case when len({{ column }}) > 0 then list_sort(list_distinct(list_transform(
        list_filter({{ column }}, lambda one: one.credential_id is not null),
        lambda one: { 'credential_id': one.credential_id, 'status': one.status }
    ))) end
{%- endmacro %}

{# int_postings_profiled: the skill clusters where one of them may belong to a definition; most postings have
   none. One pattern over all of them costs a fraction of comparing lists; without it every cluster may. #}
{% macro defining(column) -%}
    case when len({{ column }}) > 0 and regexp_matches(
        array_to_string({{ column }}, chr(31)), coalesce(getvariable('defining_skill_clusters'), '')
    ) then {{ column }} end
{%- endmacro %}

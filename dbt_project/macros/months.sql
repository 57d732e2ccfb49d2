{# Rows of a model tagged `monthly` for all months: the open ones, which this build counts, and the closed
   ones, which an earlier build counted and left as Parquet under CREDSCOPE_CLOSED. #}
{% macro all_months(model) -%}
    {%- set closed = env_var('CREDSCOPE_CLOSED', '') -%}
    select * from {{ ref(model) }}
    {%- if closed %}
    union all by name
    select * from read_parquet('{{ closed }}/{{ model }}/*.parquet')
    {%- endif %}
{%- endmacro %}

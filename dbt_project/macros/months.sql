{# The first day of the month of a day. `date_trunc` computes it row by row; DuckDB finds the day of a month once
   for each value of a column that comes with its values listed, as all columns of few values do in Parquet. #}
{% macro first_of_month(column) -%}
    {{ column }} - (day({{ column }})::integer - 1)
{%- endmacro %}

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

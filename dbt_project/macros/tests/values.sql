{# Fails on every row whose column is not a fraction between 0 and 1; null passes. #}
{% test between_zero_and_one(model, column_name) %}
select * from {{ model }}
where {{ column_name }} < 0 or {{ column_name }} > 1 or isnan({{ column_name }})
{% endtest %}

{# Fails on every row in which one of `columns` is null, negative or greater than the column `other`. #}
{% test counts_not_above(model, columns, other) %}
select * from {{ model }}
where
    {% for column in columns -%}
    {{ 'or ' if not loop.first }}{{ column }} between 0 and {{ other }} is not true
    {% endfor %}
{% endtest %}

{# Fails on every row whose column is empty or blank; null passes. #}
{% test not_blank(model, column_name) %}
select * from {{ model }}
where trim({{ column_name }}) = ''
{% endtest %}

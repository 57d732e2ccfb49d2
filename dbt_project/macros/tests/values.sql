{# Fails on every row whose column is not a fraction between 0 and 1; null passes. #}
{% test between_zero_and_one(model, column_name) %}
select * from {{ model }}
where {{ column_name }} < 0 or {{ column_name }} > 1 or isnan({{ column_name }})
{% endtest %}

{# Fails on every row whose column is negative or exceeds the column `other`; null passes. #}
{% test not_above(model, column_name, other) %}
select * from {{ model }}
where {{ column_name }} < 0 or {{ column_name }} > {{ other }}
{% endtest %}

{# Fails on every row whose column is not a fraction between 0 and 1; null passes. #}
{% test between_zero_and_one(model, column_name) %}
select * from {{ model }}
where {{ column_name }} < 0 or {{ column_name }} > 1 or isnan({{ column_name }})
{% endtest %}

{# Fails on every row whose share is no fraction between 0 and 1, or whose interval is missing, leaves 0 to 1 or has
   its ends the wrong way round. #}
{% test has_interval(model, column_name) %}
select * from {{ model }}
where
    not {{ column_name }} between 0 and 1
    or (({{ column_name }} is null) <> ({{ column_name }}_low is null))
    or (({{ column_name }} is null) <> ({{ column_name }}_high is null))
    or not ({{ column_name }}_low >= 0 and {{ column_name }}_low < {{ column_name }}_high and {{ column_name }}_high <= 1)
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

{# Fails on every row in which one of `columns` is null. #}
{% test stated(model, columns) %}
select * from {{ model }}
where {{ columns | join(' is null or ') }} is null
{% endtest %}

{# How much more one group of titles uses a phrase than another: Dunning's log-likelihood ratio (1993). #}

{# One of the four terms of the ratio: observed times log of observed / expected, 0 where nothing was observed. #}
{% macro surprise(observed, row_total, column_total, whole) -%}
    if(({{ observed }}) = 0, 0, ({{ observed }}) * ln(
        ({{ observed }})::double * ({{ whole }}) / (({{ row_total }}) * ({{ column_total }}))
    ))
{%- endmacro %}

{# The ratio for `used` of `size` titles in either group, six decimals; negative where the first group uses the
   phrase less. With one degree of freedom: above 3.84 in one of twenty phrases that chance alone spread. #}
{% macro keyness(used, size, other_used, other_size) -%}
    {%- set users = used ~ ' + ' ~ other_used -%}
    {%- set whole = size ~ ' + ' ~ other_size -%}
    {%- set others = '(' ~ whole ~ ') - (' ~ users ~ ')' -%}
    round(if({{ used }} * {{ other_size }} < {{ other_used }} * {{ size }}, -2, 2) * (
        {{ surprise(used, size, users, whole) }}
        + {{ surprise(other_used, other_size, users, whole) }}
        + {{ surprise(size ~ ' - ' ~ used, size, others, whole) }}
        + {{ surprise(other_size ~ ' - ' ~ other_used, other_size, others, whole) }}
    ), 6)
{%- endmacro %}

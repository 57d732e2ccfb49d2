{# Expressions that several marts share, so that one quantity is computed in one way. #}

{# Fraction 0..1 of two counts, nine decimals; null where there is nothing to take a share of. #}
{% macro share(numerator, denominator) -%}
    round({{ numerator }} / nullif({{ denominator }}, 0)::double, 9)
{%- endmacro %}

{# The counts that every mart of postings sums from int_postings_totalled. #}
{% macro demand_counts() -%}
    sum(posting_count)::bigint as posting_count,
    sum(matched_posting_count)::bigint as matched_posting_count,
    {{ share('sum(matched_posting_count)', 'sum(posting_count)') }} as matched_share
{%- endmacro %}

{# The flag of thin cells and the readings beside the brief's; they follow in a mart of postings. #}
{% macro demand_extra_counts() -%}
    {{ thin_reason() }} is not null as is_thin,
    sum(matched_whole_word_posting_count)::bigint as matched_whole_word_posting_count,
    sum(matched_reviewed_posting_count)::bigint as matched_reviewed_posting_count,
    sum(matched_explicit_ai_posting_count)::bigint as matched_explicit_ai_posting_count,
    sum(matched_text_only_posting_count)::bigint as matched_text_only_posting_count,
    {{ demand_certainty() }}
{%- endmacro %}

{# Postings of the profiles for which a condition holds; null does not hold. #}
{% macro summed(condition) -%}
    coalesce(sum(posting_count) filter (where {{ condition }}), 0)::bigint
{%- endmacro %}

{# Mentions that count, by how firmly the text asks for the credential; int_mentions_counted. #}
{% macro mentions_by_status() -%}
    {%- for status in var('credential_statuses') -%}
    {{ summed("mentions.is_counted and mentions.status = '" ~ status ~ "'") }} as {{ status }}_mention_count
    {{- "," if not loop.last }}
    {% endfor %}
{%- endmacro %}

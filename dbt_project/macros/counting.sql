{# Expressions that several marts share, so that one quantity is computed in one way. #}

{# Fraction 0..1 of two counts, nine decimals; null where there is nothing to take a share of. #}
{% macro share(numerator, denominator) -%}
    round({{ numerator }} / nullif({{ denominator }}, 0)::double, 9)
{%- endmacro %}

{# A difference to nine decimals; nothing is 0 and never -0, which is stored and printed now so and now otherwise. #}
{% macro difference(value) -%}
    if(round({{ value }}, 9) = 0, 0, round({{ value }}, 9))
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

{# The marts of degrees sum int_requirements_totalled: what postings with an AI-related credential ask in
   education, and beside it what all AI postings ask. Shares are of those whose education is known; in_lieu_share is
   of those that ask for a degree and whose text was read, because only a text says what may replace it. #}
{% macro degree_counts() -%}
    {%- set known = 'is_matched and is_known' -%}
    {{ summed('is_matched') }} as matched_posting_count,
    {{ summed(known) }} as known_posting_count,
    {{ share('known_posting_count', 'matched_posting_count') }} as known_share,
    {{ summed(known ~ ' and is_degree') }} as degree_posting_count,
    {{ share('degree_posting_count', 'known_posting_count') }} as degree_share,
    {{ summed(known ~ ' and is_four_year_degree') }} as four_year_degree_posting_count,
    {{ share('four_year_degree_posting_count', 'known_posting_count') }} as four_year_degree_share,
    {{ summed(known ~ ' and is_degree and is_degree_replaceable is not null') }} as judged_degree_posting_count,
    {{ summed(known ~ ' and is_degree and is_degree_replaceable') }} as in_lieu_posting_count,
    {{ share('in_lieu_posting_count', 'judged_degree_posting_count') }} as in_lieu_share,
    {{ summed(known ~ ' and not is_degree') }} as credential_only_posting_count,
    {{ share('credential_only_posting_count', 'known_posting_count') }} as credential_only_share,
    {{ summed(known ~ ' and not is_degree and is_required') }} as required_credential_only_posting_count,
    {{ share('required_credential_only_posting_count', 'known_posting_count') }}
        as required_credential_only_share,
    {{ summed('is_known') }} as ai_known_posting_count,
    {{ summed('is_known and is_degree') }} as ai_degree_posting_count,
    {{ share('ai_degree_posting_count', 'ai_known_posting_count') }} as ai_degree_share,
    {{ summed('is_minimum') }} as minimum_posting_count,
    {{ summed('is_minimum and is_four_year_degree') }} as four_year_minimum_posting_count,
    {{ share('four_year_minimum_posting_count', 'minimum_posting_count') }} as four_year_minimum_share,
    matched_posting_count < max(thin_below_posting_count) as is_thin
{%- endmacro %}

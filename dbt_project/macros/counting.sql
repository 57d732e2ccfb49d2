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

{# Postings (or another count) of the rows for which a condition holds; null does not hold. #}
{% macro summed(condition, count='posting_count') -%}
    coalesce(sum({{ count }}) filter (where {{ condition }}), 0)::bigint
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
    {%- set lieu = known ~ ' and is_degree and is_degree_replaceable' -%}
    {{ summed('is_matched') }} as matched_posting_count,
    {{ summed(known) }} as known_posting_count,
    {{ share('known_posting_count', 'matched_posting_count') }} as coverage_share,
    {{ part_of('degree', known ~ ' and is_degree', 'known_posting_count', known, 'degree') }},
    {{ part_of('four_year_degree', known ~ ' and is_four_year_degree', 'known_posting_count', known,
        'four_year_degree') }},
    {{ summed(lieu ~ ' is not null') }} as judged_degree_posting_count,
    {{ part_of('in_lieu', lieu, 'judged_degree_posting_count', lieu ~ ' is not null', 'replaceable') }},
    {{ part_of('credential_only', known ~ ' and not is_degree', 'known_posting_count', known, 'no_degree') }},
    {{ part_of('required_credential_only', known ~ ' and not is_degree and is_required', 'known_posting_count',
        known, 'no_degree') }},
    {{ summed('is_known') }} as ai_known_posting_count,
    {{ part_of('ai_degree', 'is_known and is_degree', 'ai_known_posting_count', 'is_known', 'degree') }},
    {{ summed('is_minimum') }} as minimum_posting_count,
    {{ part_of('four_year_minimum', 'is_minimum and is_four_year_degree', 'minimum_posting_count', 'is_minimum',
        'four_year_degree') }},
    coalesce(
        {{ thin_by_count('matched_posting_count', 'max(thin_below_posting_count)', 'matched postings') }},
        case when coverage_share < max(thin_below_coverage_share)
            then 'of fewer than ' || (100 * max(thin_below_coverage_share))::integer
                || ' of 100 matched postings the education is known'
        end
    ) as thin_reason,
    thin_reason is not null as is_thin
{%- endmacro %}

{# Count, share and interval of the postings that meet a condition among those that meet `whole`, which the column
   `of` counts. Education read from a text is misread as often as `figure` says; of '' for what is no reading. #}
{% macro part_of(name, condition, of, whole, figure='') -%}
    {%- set read = ' and is_education_read' if figure else ' and false' -%}
    {{ summed(condition) }} as {{ name }}_posting_count,
    {{ share(name ~ '_posting_count', of) }} as {{ name }}_share,
    {{ interval_columns(
        name ~ '_share', name ~ '_posting_count', of, summed(condition ~ read), summed(whole ~ read),
        "'" ~ (figure or 'degree') ~ "'"
    ) }}
{%- endmacro %}

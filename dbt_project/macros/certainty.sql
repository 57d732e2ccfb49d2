{# How far a share can be trusted: an interval that covers sampling and misreading, a coverage, a reason to doubt.
   docs/method.md has the formulas and what they suppose; tests/test_certainty.py simulates them. #}

{# The 95 % interval of a share as a struct of `low` and `high` in 0..1, null where there is nothing to take a share
   of; a macro of DuckDB, so that the SQL of a mart stays short. `read_count` of `read_whole` were read from texts,
   the rest was delivered; `errors` says of how many labelled postings such a reading is right. What is read is
   multiplied by precision over recall, which adds their own uncertainty; the score interval of Wilson is then taken
   at the number of postings that would be as uncertain by sampling alone. Shares of 0 and 1 get the half posting
   that Jeffreys gives, so that their variance is not nothing. #}
{% macro create_share_interval() -%}
    {%- set step = 'list_transform' -%}
    create or replace macro share_interval(part, whole, read_count, read_whole, errors) as
    list_extract({{ step }}({{ step }}({{ step }}({{ step }}([{
        'n': nullif(whole::double, 0), 'm': part::double, 'nr': read_whole::double, 'mr': read_count::double,
        'right': errors.right_count, 'said': errors.said_count, 'there': errors.there_count
    }], one -> {
        'n': one.n, 'nr': one.nr, 'nf': one.n - one.nr, 'mf': one.m - one.mr, 'mr': one.mr,
        'q': (one.mr + 0.5) / (one.nr + 1), 'p': (one.m - one.mr + 0.5) / (one.n - one.nr + 1),
        'said': one.said, 'there': one.there,
        'precision': (one.right + 0.5) / (one.said + 1), 'recall': (one.right + 0.5) / (one.there + 1)
    }), one -> {
        'n': one.n,
        'share': (least(one.mr * one.precision / one.recall, one.nr) + one.mf) / one.n,
        'smooth': least(
            (one.nr * one.q * one.precision / one.recall + one.nf * one.p) / one.n, 1 - 0.5 / (one.n + 1)
        ),
        'variance': (
            one.nr * pow(one.precision / one.recall, 2) * one.q * (1 - one.q) + one.nf * one.p * (1 - one.p)
            + pow(one.nr * one.q * one.precision / one.recall, 2) * (
                (1 - one.precision) / (one.precision * one.said) + (1 - one.recall) / (one.recall * one.there)
            )
        ) / pow(one.n, 2)
    }), one -> {
        'share': one.share,
        'zz_by_n': 3.841459 * one.variance / (one.smooth * (1 - one.smooth))
    }), one -> {
        'low': if(one.share is null, null, greatest(round((
            one.share + one.zz_by_n / 2
            - sqrt(one.zz_by_n * (one.share * (1 - one.share) + one.zz_by_n / 4))
        ) / (1 + one.zz_by_n), 9), 0)),
        'high': if(one.share is null, null, least(round((
            one.share + one.zz_by_n / 2
            + sqrt(one.zz_by_n * (one.share * (1 - one.share) + one.zz_by_n / 4))
        ) / (1 + one.zz_by_n), 9), 1))
    }), 1)
{%- endmacro %}

{# Of how many labelled postings a figure's readings were right, said and there, as a struct. #}
{% macro reading_errors(figure) -%}
    (select errors from {{ ref('int_reading_errors_measured') }} as errors where figure_id = {{ figure }})
{%- endmacro %}

{# The call of DuckDB's macro share_interval; `figure` is an SQL expression. #}
{% macro share_interval(part, whole, read_count='0', read_whole='0', figure="'matched'") -%}
    share_interval({{ part }}, {{ whole }}, {{ read_count }}, {{ read_whole }}, {{ reading_errors(figure) }})
{%- endmacro %}

{# `field` where a posting's delivery names its credentials, `text` where they are read, null where nothing can
   name one. #}
{% macro named_by(credential_names, has_text) -%}
    case when {{ credential_names }} is not null then 'field' when {{ has_text }} then 'text' end
{%- endmacro %}

{# The thresholds below which a cell is thin, as one row. #}
{% macro thin_thresholds() -%}
    select
        max(threshold_value) filter (where threshold_id = 'thin_cell_posting_count')
            as thin_below_posting_count,
        max(threshold_value) filter (where threshold_id = 'thin_cell_coverage_share')
            as thin_below_coverage_share
    from {{ ref('thresholds') }}
{%- endmacro %}

{# Why a share of `whole` things needs care, in words; null where it does not. #}
{% macro thin_by_count(whole, least, things='postings') -%}
    case when {{ whole }} < {{ least }} then 'fewer than ' || {{ least }}::integer || ' {{ things }}' end
{%- endmacro %}

{# Why the share of a group of int_postings_totalled needs care, in words; null where it does not. #}
{% macro thin_reason(covered='sum(covered_posting_count)') -%}
    coalesce(
        {{ thin_by_count('sum(posting_count)', 'max(thin_below_posting_count)') }},
        case when {{ covered }} < max(thin_below_coverage_share) * sum(posting_count)
            then 'fewer than ' || (100 * max(thin_below_coverage_share))::integer
                || ' of 100 postings have a field or a text that could name a credential'
        end
    )
{%- endmacro %}

{# The ends of a matched share whose counts, read and delivered, are columns of the row. #}
{% macro matched_interval(figure="'matched'") -%}
    {{ interval_columns(
        'matched_share', 'matched_posting_count', 'posting_count',
        'matched_read_posting_count', 'read_posting_count', figure
    ) }}
{%- endmacro %}

{# The two ends of a share's interval as columns `<share>_low` and `<share>_high`; arguments as of share_interval. #}
{% macro interval_columns(name, part, whole, read_count='0', read_whole='0', figure="'matched'") -%}
    {%- set interval = share_interval(part, whole, read_count, read_whole, figure) -%}
    struct_extract({{ interval }}, 'low') as {{ name }}_low,
    struct_extract({{ interval }}, 'high') as {{ name }}_high
{%- endmacro %}

{# Interval, coverage and reason of a matched share; they end a mart of postings. #}
{% macro demand_certainty() -%}
    {{ interval_columns(
        'matched_share', 'sum(matched_posting_count)', 'sum(posting_count)',
        'sum(matched_read_posting_count)', 'sum(read_posting_count)'
    ) }},
    {{ share('sum(covered_posting_count)', 'sum(posting_count)') }} as coverage_share,
    {{ thin_reason() }} as thin_reason
{%- endmacro %}

{# The postings that a share of single credentials is of, and how far it can be trusted; int_postings_totalled. #}
{% macro team_totals() -%}
    sum(posting_count)::bigint as posting_count,
    sum(read_posting_count)::bigint as read_posting_count,
    {{ share('sum(covered_posting_count)', 'sum(posting_count)') }} as coverage_share,
    {{ thin_reason() }} as thin_reason
{%- endmacro %}

{# What team_totals has, from rows of postings that are told apart by `named_by`; posting_count stands before it. #}
{% macro named_totals() -%}
    {{ summed("named_by = 'text'") }} as read_posting_count,
    {{ share(summed('named_by is not null'), 'sum(posting_count)') }} as coverage_share,
    {{ thin_reason(summed('named_by is not null')) }} as thin_reason
{%- endmacro %}

{# An end of a monthly share's interval, moved as the adjusted share was; trends__momentum. #}
{% macro moved_end(end) -%}
    case when adjusted.adjusted_matched_share is not null then round(least(greatest(
        {{ end }} + adjusted.adjusted_matched_share - series.matched_share, 0
    ), 1), 9) end
{%- endmacro %}

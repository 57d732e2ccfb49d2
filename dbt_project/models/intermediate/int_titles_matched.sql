-- depends_on: {{ ref('explicit_ai_titles') }}
{{ config(
    pre_hook="
        set variable explicit_ai_titles = (
            select string_agg('(?:' || pattern || ')', '|' order by pattern_id)
            from {{ ref('explicit_ai_titles') }}
        )
    "
) }}

-- any_value, not distinct: below a distinct the filter would be pushed, to try the patterns on every posting.
with titles as (
    select any_value(title) as title
    from {{ ref('stg_postings') }}
    group by title
),

matched as (
    select title
    from titles
    where regexp_matches(lower(title), getvariable('explicit_ai_titles'))
)

select * from matched

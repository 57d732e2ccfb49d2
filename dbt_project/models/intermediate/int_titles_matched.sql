-- depends_on: {{ ref('explicit_ai_titles') }}
{{ config(
    pre_hook="
        set variable explicit_ai_titles = (
            select string_agg('(?:' || pattern || ')', '|' order by pattern_id)
            from {{ ref('explicit_ai_titles') }}
        )
    "
) }}

with postings as (
    select * from {{ ref('int_postings_coded') }}
),

definitions as (
    select * from {{ ref('definitions') }}
),

titles as (
    select distinct title
    from postings
),

matched as (
    select definitions.definition_id, titles.title
    from titles
    inner join definitions on definitions.basis = 'title'
    where regexp_matches(lower(titles.title), getvariable('explicit_ai_titles'))
)

select * from matched

{%- set statuses = var('credential_statuses') -%}

with mentions as (
    select * from {{ ref('int_mentions_dated') }}
),

credentials as (
    select * from {{ ref('int_credentials_matched') }} where is_ai_related
),

thresholds as (
    select * from {{ ref('thresholds') }} where threshold_id = 'thin_cell_posting_count'
),

with_all_teams as (
    select * from mentions
    union all
    select * replace ('all' as team) from mentions where team <> 'all'
),

summed as (
    select
        definition_id,
        team,
        year(posted_year_start)::integer as posted_year,
        sum(mention_count)::bigint as named_mention_count,
        {% for status in statuses -%}
        sum({{ status }}_mention_count)::bigint as {{ status }},
        {% endfor -%}
        {{ statuses | join(' + ') }} as stated_mention_count,
        named_mention_count - stated_mention_count as unstated
    from with_all_teams
    inner join credentials using (credential_id)
    group by definition_id, team, year(posted_year_start)
    having named_mention_count > 0
),

split as (
    unpivot summed
    on {{ statuses | join(', ') }}, unstated
    into name status value mention_count
),

totalled as (
    select
        split.*,
        thresholds.threshold_value as thin_below_mention_count
    from split
    cross join thresholds
)

select * from totalled

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
    {{ with_all_teams('mentions') }}
),

summed as (
    select
        definition_id,
        team,
        year(posted_year_start)::integer as posted_year,
        sum(columns('^({{ var("credential_statuses") | join("|") }})_mention_count$|^mention_count$'))::bigint
    from with_all_teams
    inner join credentials using (credential_id)
    group by definition_id, team, year(posted_year_start)
),

split as (
    unpivot (select * from summed where mention_count > 0)
    on columns('_mention_count$') into name status value status_mention_count
),

stated as (
    select
        * replace (replace(status, '_mention_count', '') as status),
        sum(status_mention_count) over (partition by definition_id, team, posted_year)::bigint
            as stated_mention_count
    from split
),

with_unstated as (
    select * from stated
    union all
    select distinct
        * replace ('unstated' as status, mention_count - stated_mention_count as status_mention_count)
    from stated
),

totalled as (
    select
        with_unstated.* rename (mention_count as named_mention_count, status_mention_count as mention_count),
        thresholds.threshold_value as thin_below_mention_count
    from with_unstated
    cross join thresholds
)

select * from totalled

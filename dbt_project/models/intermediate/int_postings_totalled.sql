with postings as (
    {{ all_months('int_postings_counted') }}
),

occupations as (
    select * from {{ ref('soc_2018') }}
),

thresholds as (
    {{ thin_thresholds() }}
),

with_all_teams as (
    select * from postings
    union all
    select * replace ('all' as team) from postings where team <> 'all'
),

totalled as (
    select
        with_all_teams.*,
        occupations.occupation_title,
        thresholds.thin_below_posting_count,
        thresholds.thin_below_coverage_share
    from with_all_teams
    left join occupations using (soc_code)
    cross join thresholds
)

select * from totalled

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
    {{ with_all_teams('postings') }}
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

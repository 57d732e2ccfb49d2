with postings as (
    {{ all_months('int_postings_counted') }}
),

occupations as (
    select * from {{ ref('soc_2018') }}
),

thresholds as (
    select * from {{ ref('thresholds') }} where threshold_id = 'thin_cell_posting_count'
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
        thresholds.threshold_value as thin_below_posting_count
    from with_all_teams
    left join occupations using (soc_code)
    cross join thresholds
)

select * from totalled

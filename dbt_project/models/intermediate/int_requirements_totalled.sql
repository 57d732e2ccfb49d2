with postings as (
    {{ all_months('int_requirements_counted') }}
),

educations as (
    select * from {{ ref('education_ranks') }}
),

occupations as (
    select * from {{ ref('soc_2018') }}
),

thresholds as (
    {{ thin_thresholds() }}
),

requiring as (
    select string_split(statuses, '|') as statuses
    from {{ ref('requirement_readings') }}
    where reading_id = 'required_or_obtain'
),

with_all_teams as (
    {{ with_all_teams('postings') }}
),

totalled as (
    select
        with_all_teams.*,
        coalesce(list_contains(requiring.statuses, with_all_teams.matched_status), false) as is_required,
        educations.education_rank,
        educations.is_known,
        educations.is_minimum,
        educations.is_degree,
        educations.is_four_year_degree,
        occupations.occupation_title,
        thresholds.thin_below_posting_count,
        thresholds.thin_below_coverage_share
    from with_all_teams
    inner join educations on with_all_teams.min_education = educations.education_level
    left join occupations using (soc_code)
    cross join requiring
    cross join thresholds
)

select * from totalled

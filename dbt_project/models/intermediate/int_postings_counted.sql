with postings as (
    select * from {{ ref('int_postings_teamed') }}
),

matches as (
    select * from {{ ref('int_postings_matched') }}
),

occupations as (
    select * from {{ ref('soc_2018') }}
),

thresholds as (
    select * from {{ ref('thresholds') }} where threshold_id = 'thin_cell_posting_count'
),

counted as (
    select
        postings.definition_id,
        postings.team,
        postings.posted_month,
        postings.soc_code,
        postings.onet_code,
        postings.company,
        count(*) as posting_count,
        count(*) filter (where matches.is_matched) as matched_posting_count,
        count(*) filter (where matches.is_matched_whole_word) as matched_whole_word_posting_count,
        count(*) filter (where matches.is_matched_reviewed) as matched_reviewed_posting_count,
        count(*) filter (where matches.is_matched_explicit_ai) as matched_explicit_ai_posting_count,
        count(*) filter (where matches.is_matched_text_only) as matched_text_only_posting_count,
        count(*) filter (where matches.is_project_management) as project_management_posting_count
    from postings
    left join matches using (row_id)
    group by all
),

with_all_teams as (
    select * from counted
    union all
    select * replace ('all' as team) from counted where team <> 'all'
),

described as (
    select
        with_all_teams.*,
        occupations.occupation_title,
        thresholds.threshold_value as thin_below_posting_count
    from with_all_teams
    left join occupations using (soc_code)
    cross join thresholds
)

select * from described

with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

totalled as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        count(distinct posted_month) as month_count,
        sum(matched_posting_count) as matched_posting_count,
        {{ team_totals() }},
        {{ interval_columns(
            'matched_share', 'sum(matched_posting_count)', 'sum(posting_count)',
            'sum(matched_read_posting_count)', 'sum(read_posting_count)'
        ) }}
    from postings
    group by definition_id, team, year(posted_month)
)

select * from totalled

with months as (
    {{ all_months('int_narrowings_counted') }}
),

postings as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        {{ team_totals() }}
    from {{ ref('int_postings_totalled') }}
    group by all
),

readings as (
    select * from {{ ref('headline_readings') }} where varies = 'kind'
),

with_all_teams as (
    {{ with_all_teams('months') }}
),

summed as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        reading,
        sum(matched_posting_count)::bigint as matched_posting_count,
        {{ summed("named_by = 'text'", 'matched_posting_count') }} as matched_read_posting_count
    from with_all_teams
    group by all
),

totalled as (
    select
        postings.*,
        readings.reading,
        readings.reading_name,
        readings.reading_rank,
        coalesce(summed.matched_posting_count, 0) as matched_posting_count,
        coalesce(summed.matched_read_posting_count, 0) as matched_read_posting_count
    from postings
    cross join readings
    left join summed using (definition_id, team, posted_year, reading)
)

select * from totalled

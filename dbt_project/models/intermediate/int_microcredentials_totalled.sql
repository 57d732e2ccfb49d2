with months as (
    {{ all_months('int_microcredentials_counted') }}
),

postings as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        {{ team_totals() }}
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team, year(posted_month)
),

members as (
    select distinct grouping_level, member_id, member_name from {{ ref('int_microcredentials_grouped') }}
),

with_all_teams as (
    {{ with_all_teams('months') }}
),

yearly as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        grouping_level,
        member_id,
        sum(columns('_posting_count$'))::bigint,
        {{ summed("named_by = 'text'", 'matched_posting_count') }} as matched_read_posting_count
    from with_all_teams
    group by all
),

totalled as (
    select
        postings.*,
        members.*,
        coalesce(yearly.matched_posting_count, 0) as matched_posting_count,
        coalesce(yearly.matched_read_posting_count, 0) as matched_read_posting_count,
        coalesce(yearly.required_posting_count, 0) as required_posting_count,
        coalesce(yearly.text_only_posting_count, 0) as text_only_posting_count
    from postings
    cross join members
    left join yearly using (definition_id, team, posted_year, grouping_level, member_id)
    where yearly.member_id is not null or members.grouping_level = 'all'
)

select * from totalled

with months as (
    {{ all_months('int_keywords_counted') }}
),

keywords as (
    select * from {{ ref('keywords') }}
),

postings as (
    select
        definition_id,
        team,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as headline_posting_count
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team
),

with_all_teams as (
    {{ with_all_teams('months') }}
),

summed as (
    select
        definition_id,
        team,
        keyword_id,
        sum(matched_posting_count)::bigint as matched_posting_count,
        {{ summed("named_by = 'text'", 'matched_posting_count') }} as matched_read_posting_count,
        sum(lost_posting_count)::bigint as lost_posting_count
    from with_all_teams
    group by all
),

totalled as (
    select
        postings.*,
        keywords.keyword_id,
        keywords.keyword,
        keywords.keyword_rank,
        coalesce(summed.matched_posting_count, 0) as matched_posting_count,
        coalesce(summed.matched_read_posting_count, 0) as matched_read_posting_count,
        coalesce(summed.lost_posting_count, 0) as lost_posting_count
    from postings
    cross join keywords
    left join summed using (definition_id, team, keyword_id)
)

select * from totalled

with compared as (
    select
        *,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        {{ share('base_matched_posting_count', 'base_posting_count') }} as base_matched_share
    from {{ ref('int_years_compared') }}
),

wholes as (
    select * from compared where team = 'all'
),

-- A team without postings in one of the two years has no share then; the other year's stands for it, so that
-- its coming or going is all mix.
weighed as (
    select
        teams.definition_id,
        teams.compared_with,
        teams.posted_year,
        teams.team,
        teams.posting_count / wholes.posting_count as weight,
        teams.base_posting_count / wholes.base_posting_count as base_weight,
        coalesce(teams.matched_share, teams.base_matched_share) as later_share,
        coalesce(teams.base_matched_share, teams.matched_share) as earlier_share,
        (wholes.matched_share + wholes.base_matched_share) / 2 as middle_share
    from compared as teams
    inner join wholes using (definition_id, compared_with, posted_year)
    where teams.team <> 'all'
),

split as (
    select
        definition_id,
        compared_with,
        posted_year,
        coalesce(team, 'all') as team,
        sum((weight + base_weight) / 2 * (later_share - earlier_share)) as within_team_change,
        sum((weight - base_weight) * ((later_share + earlier_share) / 2 - middle_share)) as mix_change
    from weighed
    group by grouping sets (
        (definition_id, compared_with, posted_year, team), (definition_id, compared_with, posted_year)
    )
),

decomposed as (
    select
        compared.*,
        {{ difference('compared.matched_share - compared.base_matched_share') }} as matched_share_change,
        {{ difference('split.within_team_change') }} as within_team_change,
        {{ difference('split.mix_change') }} as mix_change,
        if(split.team is null, 'no_teams', null) as not_split_reason
    from compared
    left join split using (definition_id, compared_with, posted_year, team)
)

select * from decomposed

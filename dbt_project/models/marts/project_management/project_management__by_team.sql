with mentions as (
    select * from {{ ref('int_mentions_totalled') }} where field = 'project_management' and mention_count > 0
),

teams as (
    select
        definition_id,
        team,
        sum(project_management_posting_count)::bigint as any_posting_count,
        sum(project_management_read_posting_count)::bigint as any_read_posting_count,
        {{ team_totals() }}
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team
),

named as (
    select
        definition_id,
        team,
        credential_id,
        credential_name,
        sum(mention_count)::bigint as matched_posting_count,
        sum(read_mention_count)::bigint as matched_read_posting_count
    from mentions
    group by definition_id, team, credential_id, credential_name
    union all
    select
        definition_id,
        team,
        'any' as credential_id,
        'Any project management certification' as credential_name,
        any_posting_count as matched_posting_count,
        any_read_posting_count as matched_read_posting_count
    from teams
),

final as (
    select
        named.definition_id,
        named.team,
        named.credential_id,
        named.credential_name,
        teams.posting_count,
        named.matched_posting_count,
        {{ share('named.matched_posting_count', 'teams.posting_count') }} as matched_share,
        teams.thin_reason is not null as is_thin,
        {{ interval_columns(
            'matched_share', 'named.matched_posting_count', 'teams.posting_count',
            'named.matched_read_posting_count', 'teams.read_posting_count', "'mention'"
        ) }},
        teams.coverage_share,
        teams.thin_reason
    from named
    inner join teams using (definition_id, team)
)

select * from final

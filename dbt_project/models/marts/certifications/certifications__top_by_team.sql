with mentions as (
    select * from {{ ref('int_mentions_totalled') }} where is_ai_related
),

teams as (
    select
        definition_id,
        team,
        {{ team_totals() }}
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team
),

counted as (
    select
        definition_id,
        team,
        credential_id,
        credential_name,
        sum(mention_count)::bigint as mention_count,
        sum(read_mention_count)::bigint as read_mention_count,
        sum(text_only_mention_count)::bigint as text_only_mention_count
    from mentions
    group by definition_id, team, credential_id, credential_name
),

final as (
    select
        counted.definition_id,
        counted.team,
        row_number() over (
            partition by counted.definition_id, counted.team
            order by counted.mention_count desc, counted.credential_id asc
        )::integer as credential_rank,
        counted.credential_id,
        counted.credential_name,
        counted.mention_count,
        {{ share('counted.mention_count', 'teams.posting_count') }} as mention_share,
        counted.text_only_mention_count,
        teams.thin_reason is not null as is_thin,
        {{ interval_columns(
            'mention_share', 'counted.mention_count', 'teams.posting_count', 'counted.read_mention_count',
            'teams.read_posting_count', "'mention'"
        ) }},
        teams.coverage_share,
        teams.thin_reason
    from counted
    inner join teams using (definition_id, team)
)

select * from final

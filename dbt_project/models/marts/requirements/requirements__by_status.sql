with statuses as (
    select * from {{ ref('int_statuses_totalled') }}
),

-- A status is always read; only a mention without one can have been delivered.
counted as (
    select
        *,
        if(status = 'unstated', 0, mention_count) as read_mention_count,
        {{ share_interval(
            'mention_count', 'stated_mention_count', 'mention_count', 'stated_mention_count', "'status'"
        ) }} as of_stated,
        {{ share('stated_mention_count', 'named_mention_count') }} as coverage_share,
        {{ thin_by_count('named_mention_count', 'thin_below_mention_count', 'mentions') }} as thin_reason
    from statuses
),

final as (
    select
        definition_id,
        team,
        posted_year,
        status,
        mention_count,
        {{ share('mention_count', 'named_mention_count') }} as mention_share,
        case when status <> 'unstated' then {{ share('mention_count', 'stated_mention_count') }} end
            as of_stated_share,
        named_mention_count,
        stated_mention_count,
        thin_reason is not null as is_thin,
        {{ interval_columns(
            'mention_share', 'mention_count', 'named_mention_count', 'read_mention_count',
            'stated_mention_count', "'status'"
        ) }},
        case when status <> 'unstated' then of_stated.low end as of_stated_share_low,
        case when status <> 'unstated' then of_stated.high end as of_stated_share_high,
        coverage_share,
        thin_reason
    from counted
)

select * from final

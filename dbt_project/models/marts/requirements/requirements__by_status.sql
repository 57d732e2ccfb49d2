with statuses as (
    select * from {{ ref('int_statuses_totalled') }}
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
        named_mention_count < thin_below_mention_count as is_thin
    from statuses
)

select * from final

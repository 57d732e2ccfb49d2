with mentions as (
    select * from {{ ref('int_mentions_totalled') }} where mention_count > 0
),

groups as (
    select * from {{ ref('int_groups_counted') }} where exhibit = 'table_2'
),

grouped as (
    select *, if(team in ('technical_1', 'technical_2'), 'table_3', 'table_4') as exhibit
    from mentions
    where team <> 'all'
    union all
    select * replace ('big_tech' as team), 'table_5' as exhibit
    from mentions
    where company is not null and team = 'all'
),

counted as (
    select
        definition_id,
        exhibit,
        team,
        credential_id,
        is_ai_related,
        sum(mention_count)::double as mention_count
    from grouped
    group by all
),

ranked as (
    select
        counted.*,
        row_number() over (
            partition by counted.definition_id, counted.team, counted.is_ai_related
            order by counted.mention_count desc, counted.credential_id asc
        ) as mention_rank,
        100 * {{ share('counted.mention_count', 'groups.posting_count') }} as mention_share_percent
    from counted
    left join groups
        on
            counted.definition_id = groups.definition_id
            and counted.team = groups.member
)

select * from ranked

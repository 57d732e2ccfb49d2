with figures as (
    select
        *,
        split_part(cell, ', ', 1) as team,
        split_part(cell, ', ', 2) as member
    from {{ ref('prose_figures') }}
),

totals as (
    select * from {{ ref('int_groups_totalled') }}
),

mentions as (
    select * from {{ ref('int_mentions_ranked') }}
),

details as (
    select * from {{ ref('int_occupations_detailed') }}
),

measured as (
    select definition_id, figure_id, measured_value
    from totals
    union all
    select
        mentions.definition_id,
        figures.figure_id,
        case figures.unit
            when 'mentions' then mentions.mention_count
            when 'rank' then mentions.mention_rank
            when 'percent' then mentions.mention_share_percent
        end as measured_value
    from figures
    inner join mentions on figures.team = mentions.team and figures.member = mentions.credential_id
    union all
    select details.definition_id, figures.figure_id, 100 * details.detail_share as measured_value
    from figures
    inner join details on figures.member = details.onet_code
)

select * from measured

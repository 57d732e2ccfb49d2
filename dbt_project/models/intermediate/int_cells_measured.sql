with groups as (
    select * from {{ ref('int_groups_counted') }} where exhibit <> 'figure_2'
),

mentions as (
    select * from {{ ref('int_mentions_ranked') }} where is_ai_related
),

prose as (
    select * from {{ ref('int_prose_measured') }}
),

group_cells as (
    unpivot (select * exclude (project_management_share_percent) from groups)
    on posting_count, matched_posting_count, matched_share_percent
    into name measure value measured_value
),

measured as (
    select definition_id, exhibit, measure || '|' || member as cell, measured_value
    from group_cells
    union all
    select
        definition_id,
        exhibit,
        'mention_count|' || team || '|' || credential_id as cell,
        mention_count as measured_value
    from mentions
    where exhibit <> 'table_5'
    union all
    select
        definition_id,
        exhibit,
        'matched_posting_count|' || credential_id as cell,
        mention_count as measured_value
    from mentions
    where exhibit = 'table_5'
    union all
    select definition_id, 'prose' as exhibit, figure_id as cell, measured_value
    from prose
)

select * from measured

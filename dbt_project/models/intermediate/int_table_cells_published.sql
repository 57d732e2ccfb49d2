with by_year as (
    select * from {{ ref('table_a1_by_year') }}
),

by_team as (
    select * from {{ ref('table_2_by_team') }}
),

certifications as (
    select * from {{ ref('table_3_4_top_certifications') }}
),

big_tech_by_year as (
    select * from {{ ref('table_a2_big_tech_by_year') }}
),

big_tech_certifications as (
    select * from {{ ref('table_5_big_tech_certifications') }}
),

groups as (
    select 'table_a1' as exhibit, posted_year::varchar as member, * exclude (posted_year) from by_year
    union all by name
    select 'table_2' as exhibit, team as member, * exclude (team) from by_team
    union all by name
    select 'table_a2' as exhibit, posted_year::varchar as member, * exclude (posted_year)
    from big_tech_by_year
),

group_cells as (
    unpivot (select exhibit, member, columns('_(count|percent)$')::double from groups)
    on columns(* exclude (exhibit, member))
    into name measure value published_value
),

published as (
    select exhibit, measure || '|' || member as cell, published_value, null as note
    from group_cells
    union all
    select
        if(team in ('technical_1', 'technical_2'), 'table_3', 'table_4') as exhibit,
        'mention_count|' || team || '|' || credential_id as cell,
        mention_count as published_value,
        null as note
    from certifications
    union all
    select
        'table_5' as exhibit,
        'matched_posting_count|' || credential_id as cell,
        matched_posting_count as published_value,
        note
    from big_tech_certifications
)

select * from published

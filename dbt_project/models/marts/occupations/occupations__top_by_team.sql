with postings as (
    select * from {{ ref('int_postings_totalled') }} where occupation_title is not null
),

counted as (
    select
        definition_id,
        team,
        soc_code,
        occupation_title,
        {{ demand_counts() }},
        {{ demand_extra_counts() }}
    from postings
    group by definition_id, team, soc_code, occupation_title
),

final as (
    select
        definition_id,
        team,
        row_number() over (
            partition by definition_id, team
            order by matched_posting_count desc, soc_code asc
        )::integer as occupation_rank,
        * exclude (definition_id, team)
    from counted
)

select * from final

with postings as (
    select * from {{ ref('int_requirements_totalled') }} where occupation_title is not null
),

final as (
    select
        definition_id,
        team,
        soc_code,
        occupation_title,
        {{ degree_counts() }}
    from postings
    group by definition_id, team, soc_code, occupation_title
)

select * from final

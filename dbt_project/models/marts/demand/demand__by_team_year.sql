with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

final as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        {{ demand_counts() }},
        {{ demand_extra_counts() }}
    from postings
    group by definition_id, team, year(posted_month)
)

select * from final

with postings as (
    select * from {{ ref('int_requirements_totalled') }}
),

final as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        {{ degree_counts() }}
    from postings
    group by definition_id, team, year(posted_month)
)

select * from final

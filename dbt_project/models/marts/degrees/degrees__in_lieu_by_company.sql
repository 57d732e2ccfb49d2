with postings as (
    select * from {{ ref('int_requirements_totalled') }} where team = 'all' and company is not null
),

companies as (
    select * from postings
    union all
    select * replace ('all' as company) from postings
),

final as (
    select
        definition_id,
        company,
        year(posted_month)::integer as posted_year,
        {{ degree_counts() }}
    from companies
    group by definition_id, company, year(posted_month)
)

select * from final

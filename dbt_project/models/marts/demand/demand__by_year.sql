with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

uncoded as (
    select
        definition_id,
        year(posted_month) as posted_year,
        sum(uncoded_posting_count) as uncoded_posting_count
    from {{ ref('int_postings_uncoded') }}
    group by all
),

counted as (
    select
        definition_id,
        year(posted_month)::integer as posted_year,
        {{ demand_counts() }},
        {{ demand_extra_counts() }}
    from postings
    where team = 'all'
    group by definition_id, year(posted_month)
),

final as (
    select
        counted.*,
        coalesce(uncoded.uncoded_posting_count, 0)::bigint as uncoded_posting_count
    from counted
    left join uncoded using (definition_id, posted_year)
)

select * from final

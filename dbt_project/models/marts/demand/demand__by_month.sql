with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

uncoded as (
    select * from {{ ref('int_postings_uncoded') }}
),

counted as (
    select
        definition_id,
        posted_month,
        {{ demand_counts() }},
        {{ demand_extra_counts() }}
    from postings
    where team = 'all'
    group by definition_id, posted_month
),

final as (
    select
        counted.*,
        coalesce(uncoded.uncoded_posting_count, 0)::bigint as uncoded_posting_count
    from counted
    left join uncoded using (definition_id, posted_month)
)

select * from final

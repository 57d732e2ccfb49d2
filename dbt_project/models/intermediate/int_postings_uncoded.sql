with months as (
    {{ all_months('int_deliveries_counted') }}
),

definitions as (
    select * from {{ ref('definitions') }}
),

uncoded as (
    select
        definitions.definition_id,
        months.posted_month,
        sum(months.uncoded_posting_count)::bigint as uncoded_posting_count
    from months
    cross join definitions
    where definitions.basis = 'occupation'
    group by definitions.definition_id, months.posted_month
)

select * from uncoded

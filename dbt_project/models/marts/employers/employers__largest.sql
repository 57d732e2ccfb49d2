with postings as (
    select * from {{ ref('int_employers_totalled') }}
),

counted as (
    select
        definition_id,
        employer_id,
        max(last_rank) as last_rank,
        min(employer_name) as employer_name,
        bool_or(kind = 'staffing') as is_staffing,
        bool_or(kind = 'aggregator') as is_aggregator,
        bool_or(is_group) as is_group,
        {{ demand_counts() }},
        {{ demand_extra_counts() }}
    from postings
    group by definition_id, employer_id
),

final as (
    select
        definition_id,
        row_number() over (
            partition by definition_id
            order by posting_count desc, employer_id asc
        )::integer as employer_rank,
        * exclude (definition_id, last_rank)
    from counted
    qualify employer_rank <= last_rank
)

select * from final

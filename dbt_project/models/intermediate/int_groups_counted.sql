with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

grouped as (
    select *, 'table_a1' as exhibit, year(posted_month)::varchar as member from postings where team = 'all'
    union all
    select *, 'table_2' as exhibit, team as member from postings
    union all
    select *, 'figure_2' as exhibit, team || '|' || year(posted_month) as member from postings
    union all
    select *, 'table_a2' as exhibit, year(posted_month)::varchar as member
    from postings
    where team = 'all' and company is not null
),

counted as (
    select
        definition_id,
        exhibit,
        member,
        sum(posting_count)::double as posting_count,
        sum(matched_posting_count)::double as matched_posting_count,
        100 * {{ share('sum(matched_posting_count)', 'sum(posting_count)') }} as matched_share_percent,
        100 * {{ share('sum(project_management_posting_count)', 'sum(posting_count)') }}
            as project_management_share_percent
    from grouped
    group by definition_id, exhibit, member
)

select * from counted

with months as (
    {{ all_months('int_pay_cells_counted') }}
),

employers as (
    select * from {{ ref('int_employers_identified') }} where kind <> 'unnamed'
),

cells as (
    select
        employers.employer_key,
        months.state,
        months.soc_code,
        year(months.posted_month)::integer as posted_year,
        months.is_title_matched,
        months.definition_bits,
        months.is_matched,
        sum(months.posting_count)::bigint as posting_count,
        sum(months.log_pay_millionths)::bigint as log_pay_millionths
    from months
    inner join employers using (employer_name)
    group by all
),

teamed as (
    {{ in_every_team('cells') }}
),

comparable as (
    select
        definition_id,
        team,
        employer_key
    from teamed
    group by all
    having bool_or(is_matched) and not bool_and(is_matched)
),

teamed_cells as (
    select
        teamed.definition_id,
        teamed.team,
        teamed.employer_key,
        teamed.state,
        coalesce(teamed.soc_code, 'unknown') as soc_code,
        teamed.posted_year,
        teamed.is_matched,
        sum(teamed.posting_count)::bigint as posting_count,
        sum(teamed.log_pay_millionths)::bigint as log_pay_millionths
    from teamed
    semi join comparable using (definition_id, team, employer_key)
    group by all
)

select * from teamed_cells

-- One row per distinct statement of pay, so that a posting finds its yearly pay by what it says.
with months as (
    {{ all_months('int_pays_counted') }}
),

units as (
    select * from {{ ref('pay_units') }}
),

pays as (
    select
        salary_min,
        salary_max,
        salary_unit,
        salary_currency,
        sum(posting_count)::bigint as posting_count
    from months
    group by all
),

annualised as (
    select
        pays.*,
        units.salary_unit as yearly_from_unit,
        pays.salary_min * units.per_year as yearly_min,
        pays.salary_max * units.per_year as yearly_max,
        case
            when units.salary_unit is null then 'none'
            when pays.salary_unit is null then 'inferred: ' || units.assumption
            else units.assumption
        end as assumption
    from pays
    left join units
        on
            pays.salary_unit = units.salary_unit
            or pays.salary_unit is null
            and coalesce(pays.salary_max, pays.salary_min) >= units.infer_from
            and coalesce(pays.salary_max, pays.salary_min) < coalesce(units.infer_below, 'infinity'::double)
)

select * from annualised

with months as (
    {{ all_months('int_occupations_counted') }}
),

occupations as (
    select * from {{ ref('soc_2018') }}
),

ai_occupations as (
    select teams.soc_code
    from {{ ref('int_occupations_teamed') }} as teams
    inner join {{ ref('definitions') }} as definitions using (definition_id)
    where definitions.is_default
),

thresholds as (
    {{ thin_thresholds() }}
),

totalled as (
    select
        months.soc_code,
        any_value(occupations.occupation_title) as occupation_title,
        months.soc_code in (select soc_code from ai_occupations) as is_ai_occupation,
        any_value(thresholds.thin_below_posting_count) as thin_below_posting_count,
        {{ team_totals() }}
    from months
    left join occupations using (soc_code)
    cross join thresholds
    group by months.soc_code
)

select * from totalled

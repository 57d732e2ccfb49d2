with pays as (
    select * from {{ ref('int_pays_judged') }}
),

ordered as (
    select
        *,
        sum(posting_count) over (verdicts order by yearly_min) as up_to_min,
        sum(posting_count) filter (where yearly_min is not null) over verdicts as with_min,
        sum(posting_count) over (verdicts order by yearly_max) as up_to_max,
        sum(posting_count) filter (where yearly_max is not null) over verdicts as with_max
    from pays
    window verdicts as (partition by salary_unit, assumption, verdict)
),

final as (
    select
        coalesce(salary_unit, 'none') as salary_unit,
        assumption,
        verdict,
        sum(posting_count)::bigint as posting_count,
        round(min(yearly_min) filter (where up_to_min >= with_min / 2), 2) as median_yearly_min,
        round(min(yearly_max) filter (where up_to_max >= with_max / 2), 2) as median_yearly_max
    from ordered
    group by salary_unit, assumption, verdict
)

select * from final

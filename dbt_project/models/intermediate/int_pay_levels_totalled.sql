with months as (
    {{ all_months('int_pay_levels_counted') }}
),

teamed as (
    {{ in_every_team('months') }}
),

levels as (
    select
        definition_id,
        team,
        is_matched,
        yearly_pay,
        sum(posting_count) as posting_count
    from teamed
    group by all
),

ordered as (
    select
        *,
        sum(posting_count) over (whole order by yearly_pay) as up_to_pay,
        sum(posting_count) over whole as all_count
    from levels
    window whole as (partition by definition_id, team, is_matched)
),

totalled as (
    select
        definition_id,
        team,
        sum(posting_count)::bigint as paid_posting_count,
        {{ summed('is_matched') }} as matched_paid_posting_count,
        round(min(yearly_pay) filter (is_matched and up_to_pay >= all_count / 2), 2) as matched_median_pay,
        round(min(yearly_pay) filter (not is_matched and up_to_pay >= all_count / 2), 2)
            as unmatched_median_pay
    from ordered
    group by definition_id, team
)

select * from totalled

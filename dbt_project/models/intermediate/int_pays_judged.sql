with pays as (
    select * from {{ ref('int_pays_annualised') }}
),

thresholds as (
    select
        max(threshold_value) filter (where threshold_id = 'pay_least_yearly') as least,
        max(threshold_value) filter (where threshold_id = 'pay_most_yearly') as most,
        max(threshold_value) filter (where threshold_id = 'pay_widest_range') as widest
    from {{ ref('thresholds') }}
),

judged as (
    select
        pays.*,
        case
            when coalesce(pays.salary_currency, 'USD') <> 'USD' then 'other_currency'
            when pays.yearly_from_unit is null then 'unknown_unit'
            when pays.yearly_max < pays.yearly_min then 'maximum_below_minimum'
            when least(pays.yearly_min, pays.yearly_max) < thresholds.least then 'too_low'
            when greatest(pays.yearly_min, pays.yearly_max) > thresholds.most then 'too_high'
            when pays.yearly_max > thresholds.widest * pays.yearly_min then 'range_too_wide'
            else 'plausible'
        end as verdict
    from pays
    cross join thresholds
)

select * from judged

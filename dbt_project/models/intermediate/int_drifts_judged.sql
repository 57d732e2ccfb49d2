-- A source that always varies is held against its own variation. Nothing at all has no factor: it stops where
-- the months before vary by less than what stops.
with expected as (
    select * from {{ ref('int_drifts_expected') }}
),

thresholds as (
    select * from {{ ref('drift_thresholds') }}
),

compared as (
    select
        *,
        measured_value > expected_value as is_rise,
        coalesce(usual_factor ** usual_exponent, 1) as usual_change,
        if(is_rise, measured_value / nullif(expected_value, 0), expected_value / nullif(measured_value, 0))
            as change_factor,
        if(is_rise, warn_rise_factor, warn_fall_factor) as warn_factor,
        if(is_rise, stop_rise_factor, stop_fall_factor) as stop_factor,
        if(unit = 'share', greatest(measured_value, expected_value) * base_count, expected_value)
            as judged_count
    from expected
    inner join thresholds using (measure)
),

judged as (
    select
        source_name,
        posted_month,
        measure,
        unit,
        measured_value,
        expected_value,
        history_month_count,
        if(is_rise, 'rise', 'fall') as direction,
        round(change_factor, 9) as change_factor,
        round(greatest(warn_factor, usual_change), 9) as warn_beyond_factor,
        round(stop_factor + greatest(usual_change - stop_factor, 0), 9) as stop_beyond_factor,
        case
            when history_month_count < least_history_month_count then 'short_history'
            when judged_count < least_count then 'few_postings'
        end as not_judged_reason,
        case
            when not_judged_reason is not null then 'not_judged'
            when measured_value = expected_value then 'steady'
            when
                coalesce(change_factor > stop_beyond_factor, stop_beyond_factor <= stop_factor)
                and (is_rise or is_latest_fall_stopped or not is_latest)
                then 'stopped'
            when coalesce(change_factor > warn_beyond_factor, true) then 'warned'
            else 'steady'
        end as verdict
    from compared
)

select * from judged

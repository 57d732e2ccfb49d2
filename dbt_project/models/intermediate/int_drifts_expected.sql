-- Nothing is learnt from a month without a row of the source, or from the share of a few postings.
with measured as (
    select * from {{ ref('int_drifts_measured') }}
),

thresholds as (
    select * from {{ ref('drift_thresholds') }}
),

remembered as (
    select
        measured.*,
        thresholds.remembered_month_count
    from measured
    inner join thresholds using (measure)
    where if(thresholds.unit = 'share', base_count >= thresholds.least_count, measured_value > 0)
),

histories as (
    select
        measured.source_name,
        measured.posted_month,
        measured.measure,
        list(remembered.measured_value) as history
    from measured
    inner join remembered
        on
            measured.source_name = remembered.source_name
            and measured.measure = remembered.measure
            and measured.posted_month > remembered.posted_month
            and measured.posted_month
            <= remembered.posted_month + to_months(remembered.remembered_month_count)
    group by measured.source_name, measured.posted_month, measured.measure
),

expected as (
    select
        measured.*,
        coalesce(len(histories.history), 0) as history_month_count,
        round(list_median(histories.history), 9) as expected_value,
        round(list_median(list_transform(
            list_filter(histories.history, lambda past: past > 0 and expected_value > 0),
            lambda past: greatest(past / expected_value, expected_value / past)
        )), 9) as usual_factor
    from measured
    left join histories using (source_name, posted_month, measure)
)

select * from expected

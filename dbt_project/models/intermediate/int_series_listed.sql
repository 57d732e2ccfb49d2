with postings as (
    select * from {{ ref('int_postings_totalled') }}
),

thresholds as (
    select
        max(threshold_value) filter (where threshold_id = 'series_adjusted_months') as adjusted_months,
        max(threshold_value) filter (where threshold_id = 'series_changes_months') as changes_months,
        max(threshold_value) filter (where threshold_id = 'change_penalty') as change_penalty,
        max(threshold_value) filter (where threshold_id = 'change_least_months') as change_least_months
    from {{ ref('thresholds') }}
),

months as (
    select
        definition_id,
        team,
        posted_month,
        max(thin_below_posting_count) as thin_below_posting_count,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as matched_posting_count,
        sum(matched_read_posting_count)::bigint as matched_read_posting_count,
        {{ share('sum(matched_posting_count)', 'sum(posting_count)') }} as matched_share
    from postings
    group by definition_id, team, posted_month
),

series as (
    select
        *,
        count(*) over whole as month_count,
        date_diff('month', min(posted_month) over whole, max(posted_month) over whole) + 1
            as span_month_count,
        median(posting_count) over whole as median_posting_count
    from months
    window whole as (partition by definition_id, team)
),

listed as (
    select
        series.*,
        thresholds.change_penalty,
        thresholds.change_least_months,
        case
            when series.span_month_count < thresholds.adjusted_months then 'too_few_months'
            when series.month_count < series.span_month_count then 'months_missing'
            when series.median_posting_count < series.thin_below_posting_count then 'thin_months'
        end as not_adjusted_reason,
        case
            when not_adjusted_reason is not null then not_adjusted_reason
            when series.month_count < thresholds.changes_months then 'too_few_months'
        end as changes_not_sought_reason
    from series
    cross join thresholds
)

select * from listed

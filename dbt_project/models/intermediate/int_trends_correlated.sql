with months as (
    select
        *,
        {{ share('posting_count', 'whole_posting_count') }} as posting_share,
        outside_period - interval 1 month = lag(outside_period) over series as follows
    from {{ ref('int_trends_compared') }}
    window series as (partition by definition_id, reference_id, group_id order by posted_month)
),

thresholds as (
    select threshold_value from {{ ref('thresholds') }} where threshold_id = 'trend_common_months'
),

changes as (
    select
        *,
        if(follows, posting_share - lag(posting_share) over series, null) as posting_share_change,
        if(follows, outside_share - lag(outside_share) over series, null) as outside_share_change
    from months
    window series as (partition by definition_id, reference_id, group_id order by posted_month)
),

correlated as (
    select
        definition_id,
        reference_id,
        group_id,
        count(*) as common_month_count,
        count(*) >= max(threshold_value) as is_long,
        corr(posting_share, outside_share) as level_correlation,
        corr(posting_share_change, outside_share_change) as change_correlation
    from changes
    cross join thresholds
    group by definition_id, reference_id, group_id
),

final as (
    select
        definition_id,
        reference_id,
        group_id,
        common_month_count,
        round(if(is_long and isfinite(level_correlation), level_correlation, null), 6) as level_correlation,
        round(if(is_long and isfinite(change_correlation), change_correlation, null), 6) as change_correlation
    from correlated
)

select * from final

with series as (
    select * from {{ ref('int_series_listed') }}
),

adjusted as (
    select * from {{ ref('int_series_adjusted') }}
),

final as (
    select
        series.definition_id,
        series.team,
        series.posted_month,
        series.posting_count,
        series.matched_posting_count,
        series.matched_share,
        adjusted.adjusted_posting_count,
        adjusted.adjusted_matched_share,
        series.not_adjusted_reason,
        adjusted.posting_change_factor,
        adjusted.share_change_size,
        series.changes_not_sought_reason,
        series.posting_count < series.thin_below_posting_count as is_thin
    from series
    inner join adjusted using (definition_id, team, posted_month)
)

select * from final

with series as (
    select *, {{ matched_interval() }} from {{ ref('int_series_listed') }}
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
        series.thin_reason is not null as is_thin,
        series.matched_share_low,
        series.matched_share_high,
        -- The season is taken for known: it moves the interval and does not widen it.
        {{ moved_end('series.matched_share_low') }} as adjusted_matched_share_low,
        {{ moved_end('series.matched_share_high') }} as adjusted_matched_share_high,
        series.coverage_share,
        series.thin_reason
    from series
    inner join adjusted using (definition_id, team, posted_month)
)

select * from final

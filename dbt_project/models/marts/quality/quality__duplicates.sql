with compared as (
    select * from {{ ref('int_duplicates_compared') }}
),

deliveries as (
    select coalesce(sum(row_count), 0)::bigint as posting_count from {{ ref('int_deliveries_totalled') }}
),

reasons as (
    select * from {{ ref('duplicate_reasons') }}
),

thresholds as (
    select * from {{ ref('thresholds') }} where threshold_id = 'duplicate_window_days'
),

final as (
    select
        compared.window_days,
        compared.reason_id as reason,
        compared.window_days = thresholds.threshold_value
        and (compared.reason_id = 'all' or coalesce(reasons.is_left_out, false)) as is_applied,
        deliveries.posting_count,
        compared.duplicate_count,
        {{ share('compared.duplicate_count', 'deliveries.posting_count') }} as duplicate_share,
        compared.ai_posting_count::bigint as ai_posting_count,
        compared.matched_posting_count::bigint as matched_posting_count,
        {{ share('compared.matched_posting_count', 'compared.ai_posting_count') }} as matched_share
    from compared
    cross join deliveries
    cross join thresholds
    left join reasons using (reason_id)
)

select * from final

with compared as (
    select * from {{ ref('int_duplicates_compared') }}
),

deliveries as (
    select coalesce(sum(row_count), 0)::bigint as posting_count from {{ ref('int_deliveries_totalled') }}
),

final as (
    select
        compared.window_days,
        compared.reason_id as reason,
        compared.is_applied,
        deliveries.posting_count,
        compared.duplicate_count,
        {{ share('compared.duplicate_count', 'deliveries.posting_count') }} as duplicate_share,
        compared.ai_posting_count::bigint as ai_posting_count,
        compared.matched_posting_count::bigint as matched_posting_count,
        {{ share('compared.matched_posting_count', 'compared.ai_posting_count') }} as matched_share,
        {{ interval_columns('duplicate_share', 'compared.duplicate_count', 'deliveries.posting_count') }},
        {{ interval_columns(
            'matched_share', 'compared.matched_posting_count', 'compared.ai_posting_count'
        ) }},
        compared.coverage_share,
        compared.thin_reason,
        compared.thin_reason is not null as is_thin
    from compared
    cross join deliveries
)

select * from final

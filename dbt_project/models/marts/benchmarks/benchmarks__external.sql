with comparisons as (
    select * from {{ ref('int_outside_compared') }}
),

final as (
    select
        definition_id,
        outside_source,
        group_kind,
        group_id,
        posted_period,
        group_name,
        reference_id,
        outside_period,
        posting_count,
        {{ share('posting_count', 'whole_posting_count') }} as posting_share,
        {{ interval_columns('posting_share', 'posting_count', 'whole_posting_count') }},
        outside_value,
        outside_share,
        outside_gap_reason,
        round(
            posting_count / nullif(whole_posting_count, 0) / nullif(outside_share, 0), 4
        ) as share_ratio,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        {{ interval_columns(
            'matched_share', 'matched_posting_count', 'posting_count',
            'matched_read_posting_count', 'read_posting_count'
        ) }},
        round(reweighted_share, 9) as reweighted_matched_share,
        {{ interval_columns(
            'reweighted_matched_share', 'reweighted_share * effective_posting_count', 'effective_posting_count',
            'reweighted_read_matched_share * effective_posting_count',
            'reweighted_read_share * effective_posting_count'
        ) }},
        reweighted_outside_share,
        common_month_count,
        level_correlation,
        change_correlation,
        coverage_share,
        thin_reason is not null as is_thin,
        thin_reason
    from comparisons
)

select * from final

with changes as (
    select * from {{ ref('int_changes_decomposed') }}
),

final as (
    select
        definition_id,
        compared_with,
        posted_year,
        team,
        base_year,
        base_posting_count::bigint as base_posting_count,
        base_matched_posting_count::bigint as base_matched_posting_count,
        base_matched_share,
        posting_count::bigint as posting_count,
        matched_posting_count::bigint as matched_posting_count,
        matched_share,
        matched_share_change,
        within_team_change,
        mix_change,
        not_split_reason,
        is_partial,
        is_thin
    from changes
)

select * from final

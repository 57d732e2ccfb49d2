with keywords as (
    select * from {{ ref('int_proposals_compared') }}
),

final as (
    select
        definition_id,
        team,
        keyword_id,
        keyword,
        keyword_rank::integer as keyword_rank,
        is_in_list,
        is_proposed,
        verdict,
        verdict_reason,
        ai_programme_count,
        other_programme_count,
        keyness,
        posting_count,
        headline_posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        added_posting_count,
        added_whole_word_posting_count,
        lost_posting_count,
        thin_reason is not null as is_thin,
        {{ interval_columns(
            'matched_share', 'matched_posting_count', 'posting_count',
            'matched_read_posting_count', 'read_posting_count'
        ) }},
        coverage_share,
        thin_reason
    from keywords
)

select * from final

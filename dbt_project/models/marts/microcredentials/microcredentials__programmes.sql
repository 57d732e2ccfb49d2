with scores as (
    select * from {{ ref('int_programmes_scored') }}
),

final as (
    select
        definition_id,
        programme_id,
        soc_code,
        occupation_title,
        programme_name,
        provider,
        credential_id,
        posting_count,
        matched_posting_count,
        relevance_share,
        recognition_share,
        round(relevance_score, 9) as relevance_score,
        round(recognition_score, 9) as recognition_score,
        ai_integration_score,
        flexibility_score,
        round(cost_and_duration_score, 9) as cost_and_duration_score,
        known_criteria_count,
        total_score,
        cost_usd,
        hours,
        source,
        thin_reason is not null as is_thin,
        {{ interval_columns(
            'relevance_share', 'matched_posting_count', 'posting_count', 'matched_read_posting_count',
            'read_posting_count', "'mention'"
        ) }},
        {{ interval_columns(
            'recognition_share', 'issuer_posting_count', 'all_posting_count', 'issuer_read_posting_count',
            'all_read_posting_count', "'mention'"
        ) }},
        coverage_share,
        thin_reason
    from scores
)

select * from final

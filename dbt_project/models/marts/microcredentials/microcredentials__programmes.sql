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
        is_thin
    from scores
)

select * from final

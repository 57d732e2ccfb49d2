with scores as (
    select * from {{ ref('int_programmes_scored') }}
),

programmes as (
    select * from {{ ref('programmes') }}
),

final as (
    select
        scores.definition_id,
        scores.programme_id,
        scores.soc_code,
        scores.occupation_title,
        programmes.programme_name,
        programmes.provider,
        programmes.credential_id,
        scores.posting_count,
        scores.matched_posting_count,
        scores.relevance_share,
        scores.recognition_share,
        round(scores.relevance_score, 9) as relevance_score,
        round(scores.recognition_score, 9) as recognition_score,
        scores.ai_integration_score,
        scores.flexibility_score,
        round(scores.cost_and_duration_score, 9) as cost_and_duration_score,
        scores.known_criteria_count,
        scores.total_score,
        programmes.cost_usd,
        programmes.hours,
        programmes.source,
        scores.is_thin
    from scores
    inner join programmes using (programme_id)
)

select * from final

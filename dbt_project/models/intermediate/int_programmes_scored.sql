with measured as (
    select * from {{ ref('int_programmes_measured') }}
),

programmes as (
    select * from {{ ref('programmes') }}
),

scales as (
    select * from {{ ref('programme_scales') }}
),

anchors as (
    select
        max(threshold_value) filter (where threshold_id = 'programme_cost_usd') as cost_usd,
        max(threshold_value) filter (where threshold_id = 'programme_hours') as hours
    from {{ ref('thresholds') }}
),

facts as (
    select
        programmes.*,
        ai_integration.score as ai_integration_score,
        flexibility.score as flexibility_score,
        list_avg([
            anchors.cost_usd / (anchors.cost_usd + programmes.cost_usd),
            anchors.hours / (anchors.hours + programmes.hours)
        ]) as cost_and_duration_score
    from programmes
    cross join anchors
    left join scales as ai_integration
        on ai_integration.criterion = 'ai_integration' and programmes.uses_ai = ai_integration.fact
    left join scales as flexibility
        on flexibility.criterion = 'flexibility' and programmes.mode = flexibility.fact
),

scored as (
    select
        measured.*,
        facts.* exclude (programme_id),
        coalesce(relevance_share / nullif(max(relevance_share) over occupation, 0), 0) as relevance_score,
        coalesce(recognition_share / nullif(max(recognition_share) over occupation, 0), 0)
            as recognition_score,
        [
            relevance_score, recognition_score, ai_integration_score, flexibility_score,
            cost_and_duration_score
        ] as scores,
        list_count(scores)::integer as known_criteria_count,
        round(list_avg(scores), 9) as total_score
    from measured
    inner join facts using (programme_id)
    window occupation as (partition by measured.definition_id, measured.soc_code)
)

select * from scored

with keywords as (
    select * from {{ ref('int_keywords_totalled') }}
),

final as (
    select
        definition_id,
        team,
        keyword_id,
        keyword,
        keyword_rank::integer as keyword_rank,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        thin_reason is not null as is_thin,
        headline_posting_count,
        lost_posting_count,
        {{ share('lost_posting_count', 'headline_posting_count') }} as lost_share,
        {{ matched_interval() }},
        {{ interval_columns('lost_share', 'lost_posting_count', 'headline_posting_count') }},
        coverage_share,
        thin_reason
    from keywords
)

select * from final

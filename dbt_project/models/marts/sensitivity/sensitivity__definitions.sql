with definitions as (
    select * from {{ ref('int_definitions_totalled') }}
),

final as (
    select
        definition_id,
        definition_name,
        definition_rank::integer as definition_rank,
        is_default,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        thin_reason is not null as is_thin,
        matched_whole_word_posting_count,
        matched_reviewed_posting_count,
        matched_explicit_ai_posting_count,
        matched_text_only_posting_count,
        {{ matched_interval() }},
        coverage_share,
        thin_reason
    from definitions
)

select * from final

with readings as (
    select * from {{ ref('int_requirements_compared') }}
),

final as (
    select
        definition_id,
        team,
        posted_year,
        reading_id as reading,
        reading_rank,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        thin_reason is not null as is_thin,
        named_posting_count,
        stated_posting_count,
        {{ share('stated_posting_count', 'named_posting_count') }} as stated_share,
        {{ matched_interval('readings.figure_id') }},
        {{ interval_columns('stated_share', 'stated_posting_count', 'named_posting_count') }},
        coverage_share,
        thin_reason
    from readings
)

select * from final

with totals as (
    select * from {{ ref('int_microcredentials_totalled') }}
),

final as (
    select
        definition_id,
        team,
        posted_year,
        grouping_level,
        member_id,
        member_name,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        required_posting_count,
        text_only_posting_count,
        thin_reason is not null as is_thin,
        {{ matched_interval("'mention'") }},
        coverage_share,
        thin_reason
    from totals
)

select * from final

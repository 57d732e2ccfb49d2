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
        is_thin
    from totals
)

select * from final

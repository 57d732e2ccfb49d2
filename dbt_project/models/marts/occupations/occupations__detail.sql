with occupations as (
    select * from {{ ref('int_occupations_detailed') }}
),

final as (
    select
        definition_id,
        team,
        soc_code,
        onet_code,
        detail_title,
        matched_posting_count::bigint as matched_posting_count,
        detail_share,
        posting_count::bigint as posting_count,
        posting_count < thin_below_posting_count as is_thin,
        {{ interval_columns('detail_share', 'posting_count', 'occupation_posting_count') }},
        {{ share('covered_posting_count', 'posting_count') }} as coverage_share,
        if(
            posting_count < thin_below_posting_count,
            'fewer than ' || thin_below_posting_count::integer || ' postings',
            null
        ) as thin_reason
    from occupations
)

select * from final

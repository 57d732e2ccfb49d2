with premiums as (
    select * from {{ ref('int_premiums_compared') }}
),

final as (
    select
        definition_id,
        team,
        posting_count,
        matched_posting_count,
        paid_posting_count::bigint as paid_posting_count,
        paid_share,
        matched_paid_posting_count::bigint as matched_paid_posting_count,
        matched_paid_share,
        matched_median_pay,
        unmatched_median_pay,
        median_premium,
        compared_posting_count::bigint as compared_posting_count,
        compared_matched_posting_count::bigint as compared_matched_posting_count,
        compared_employer_count::bigint as compared_employer_count,
        log_premium,
        log_premium_standard_error,
        log_premium_low,
        log_premium_high,
        premium,
        premium_low,
        premium_high,
        not_estimated_reason,
        thin_reason is not null as is_thin,
        {{ interval_columns('paid_share', 'paid_posting_count', 'posting_count') }},
        {{ interval_columns('matched_paid_share', 'matched_paid_posting_count', 'matched_posting_count') }},
        coverage_share,
        thin_reason
    from premiums
)

select * from final

with steps as (
    select * from {{ ref('int_pathways_explained') }}
),

final as (
    select
        soc_code,
        held_credential_id,
        credential_rank,
        credential_id,
        occupation_title,
        is_ai_occupation,
        held_credential_name,
        credential_name,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        held_posting_count,
        both_posting_count,
        {{ share('both_posting_count', 'held_posting_count') }} as co_demand_share,
        round(co_demand_share / matched_share, 6) as lift,
        stated_posting_count,
        required_posting_count,
        {{ share('required_posting_count', 'stated_posting_count') }} as required_share,
        paid_posting_count,
        other_paid_posting_count,
        pay_difference,
        pay_difference_low,
        pay_difference_high,
        advice,
        advised_credential_id,
        advised_credential_name,
        is_government_mandated,
        programme_id,
        programme_name,
        provider,
        cost_usd,
        hours,
        thin_reason is not null as is_thin,
        {{ interval_columns(
            'matched_share', 'matched_posting_count', 'posting_count', 'matched_read_posting_count',
            'read_posting_count', "'mention'"
        ) }},
        {{ interval_columns(
            'co_demand_share', 'both_posting_count', 'held_posting_count', 'both_read_posting_count',
            'held_read_posting_count', "'mention'"
        ) }},
        {{ interval_columns('required_share', 'required_posting_count', 'stated_posting_count') }},
        coverage_share,
        thin_reason
    from steps
)

select * from final

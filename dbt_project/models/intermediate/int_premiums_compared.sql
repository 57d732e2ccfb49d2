with postings as (
    select
        definition_id,
        team,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as matched_posting_count,
        max(thin_below_posting_count) as thin_below_posting_count
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team
),

levels as (
    select * from {{ ref('int_pay_levels_totalled') }}
),

estimated as (
    select * from {{ ref('int_premiums_estimated') }}
),

compared as (
    select
        postings.definition_id,
        postings.team,
        postings.posting_count,
        postings.matched_posting_count,
        coalesce(levels.paid_posting_count, 0) as paid_posting_count,
        coalesce(levels.matched_paid_posting_count, 0) as matched_paid_posting_count,
        {{ share('coalesce(levels.paid_posting_count, 0)', 'postings.posting_count') }} as paid_share,
        {{ share('coalesce(levels.matched_paid_posting_count, 0)', 'matched_posting_count') }}
            as matched_paid_share,
        levels.matched_median_pay,
        levels.unmatched_median_pay,
        round(levels.matched_median_pay / levels.unmatched_median_pay - 1, 6) as median_premium,
        coalesce(estimated.compared_posting_count, 0) as compared_posting_count,
        coalesce(estimated.compared_matched_posting_count, 0) as compared_matched_posting_count,
        coalesce(estimated.compared_employer_count, 0) as compared_employer_count,
        estimated.log_premium,
        estimated.log_premium_standard_error,
        estimated.log_premium_low,
        estimated.log_premium_high,
        round(exp(estimated.log_premium) - 1, 6) as premium,
        round(exp(estimated.log_premium_low) - 1, 6) as premium_low,
        round(exp(estimated.log_premium_high) - 1, 6) as premium_high,
        case
            when levels.paid_posting_count is null then 'no_pay'
            when estimated.team is null then 'nothing_to_compare'
            else estimated.not_estimated_reason
        end as not_estimated_reason,
        postings.coverage_share,
        coalesce({{ thin_by_count(
            'coalesce(levels.matched_paid_posting_count, 0)', 'thin_below_posting_count', 'matched, paid postings'
        ) }}, postings.thin_reason) as thin_reason
    from postings
    left join levels using (definition_id, team)
    left join estimated using (definition_id, team)
)

select * from compared

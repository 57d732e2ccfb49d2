-- What would count is what counts now, with the postings left out now and without those that would be.
with totals as (
    select * from {{ ref('int_duplicates_totalled') }}
),

months as (
    {{ all_months('int_duplicates_counted') }}
),

definitions as (
    select definition_id from {{ ref('definitions') }} where is_default
),

postings as (
    select * from {{ ref('int_postings_totalled') }} where team = 'all'
),

counted as (
    select
        coalesce(sum(posting_count), 0) as ai_posting_count,
        coalesce(sum(matched_posting_count), 0) as matched_posting_count,
        {{ share('sum(covered_posting_count)', 'sum(posting_count)') }} as coverage_share,
        {{ thin_reason() }} as thin_reason
    from postings
    semi join definitions using (definition_id)
),

left_out as (
    select
        coalesce(sum(ai_posting_count), 0) as ai_posting_count,
        coalesce(sum(matched_posting_count), 0) as matched_posting_count
    from months
    where is_repeated
),

same_id as (
    select window_days, ai_duplicate_count, matched_duplicate_count
    from totals
    where reason_id = 'same_id'
),

compared as (
    select
        totals.*,
        counted.ai_posting_count + left_out.ai_posting_count - totals.ai_duplicate_count
        - if(totals.reason_id in ('all', 'same_id'), 0, same_id.ai_duplicate_count) as ai_posting_count,
        counted.matched_posting_count + left_out.matched_posting_count - totals.matched_duplicate_count
        - if(totals.reason_id in ('all', 'same_id'), 0, same_id.matched_duplicate_count)
            as matched_posting_count,
        counted.coverage_share,
        counted.thin_reason
    from totals
    inner join same_id using (window_days)
    cross join counted
    cross join left_out
)

select * from compared

with months as (
    {{ all_months('int_vendors_counted') }}
),

vendors as (
    select * from {{ ref('vendors') }}
),

thresholds as (
    {{ thin_thresholds() }}
),

coverages as (
    select definition_id, {{ share('sum(covered_posting_count)', 'sum(posting_count)') }} as coverage_share
    from {{ ref('int_postings_totalled') }}
    where team = 'all'
    group by definition_id
),

counts as (
    select *, 'any' as named, credential_posting_count as posting_count from months
    union all
    select *, 'ai_related' as named, matched_posting_count as posting_count from months
),

sided as (
    select
        counts.*,
        vendors.vendor,
        coalesce(counts.employer_vendor = vendors.vendor, false) as is_own_posting,
        counts.named_vendor is null as is_whole,
        counts.named_vendor = vendors.vendor as is_own_credential
    from counts
    cross join vendors
),

compared as (
    select
        sided.definition_id,
        sided.vendor,
        sided.named,
        {{ summed('sided.is_own_posting and sided.is_whole') }} as posting_count,
        {{ summed('sided.is_own_posting and sided.is_own_credential') }} as own_posting_count,
        {{ summed('not sided.is_own_posting and sided.is_whole') }} as others_posting_count,
        {{ summed('not sided.is_own_posting and sided.is_own_credential') }} as others_own_posting_count,
        max(coverages.coverage_share) as coverage_share,
        {{ thin_by_count(
            summed('sided.is_own_posting and sided.is_whole'), 'max(thresholds.thin_below_posting_count)'
        ) }} as thin_reason
    from sided
    inner join coverages using (definition_id)
    cross join thresholds
    group by sided.definition_id, sided.vendor, sided.named
)

select * from compared

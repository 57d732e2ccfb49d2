with changes as (
    select * from {{ ref('int_changes_decomposed') }}
),

years as (
    select * from {{ ref('int_years_totalled') }}
),

compared as (
    select
        changes.definition_id,
        changes.compared_with,
        changes.posted_year,
        changes.team,
        changes.base_year,
        changes.base_posting_count::bigint as base_posting_count,
        changes.base_matched_posting_count::bigint as base_matched_posting_count,
        changes.base_matched_share,
        changes.posting_count::bigint as posting_count,
        changes.matched_posting_count::bigint as matched_posting_count,
        changes.matched_share,
        changes.matched_share_change,
        changes.within_team_change,
        changes.mix_change,
        changes.not_split_reason,
        changes.is_partial,
        base_years.matched_share_low as base_matched_share_low,
        base_years.matched_share_high as base_matched_share_high,
        years.matched_share_low,
        years.matched_share_high,
        least(years.coverage_share, base_years.coverage_share) as coverage_share,
        coalesce(
            years.thin_reason,
            base_years.thin_reason || ' in the base year',
            if(years.team is null or base_years.team is null, 'no postings in one of the two years', null)
        ) as thin_reason
    from changes
    left join years
        on
            changes.definition_id = years.definition_id
            and changes.team = years.team
            and changes.posted_year = years.posted_year
    left join years as base_years
        on
            changes.definition_id = base_years.definition_id
            and changes.team = base_years.team
            and changes.base_year = base_years.posted_year
),

final as (
    select *, thin_reason is not null as is_thin from compared
)

select * from final

with totals as (
    select * from {{ ref('int_microcredentials_totalled') }} where team = 'all'
),

yearly as (
    select
        definition_id,
        posted_year,
        matched_posting_count / posting_count as named_share
    from totals
    where grouping_level = 'all' and thin_reason is null and matched_posting_count > 0
),

growth as (
    select
        definition_id,
        max(posted_year) - min(posted_year) as year_count,
        arg_max(named_share, posted_year) / arg_min(named_share, posted_year) as growth_factor
    from yearly
    group by definition_id
),

summed as (
    select
        definition_id,
        sum(posting_count) filter (where grouping_level = 'all') as posting_count,
        sum(matched_posting_count) filter (where grouping_level = 'all') as named_count,
        sum(required_posting_count) filter (where grouping_level = 'all') as required_count,
        sum(matched_posting_count) filter (where member_id = 'digital_badge' and grouping_level = 'kind')
            as badge_count
    from totals
    group by definition_id
),

measured as (
    unpivot (
        select
            summed.definition_id,
            100 * named_count / posting_count as named_share_percent,
            100 * required_count / posting_count as required_share_percent,
            100 * coalesce(badge_count, 0) / nullif(named_count, 0) as badge_share_percent,
            100 * (growth_factor ** (1.0 / nullif(year_count, 0)) - 1) as yearly_growth_percent
        from summed
        left join growth using (definition_id)
    ) on columns(* exclude (definition_id)) into name measure_id value exact_value
),

final as (
    select definition_id, measure_id, round(exact_value, 6)::double as measured_value
    from measured
)

select * from final

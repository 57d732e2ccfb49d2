with postings as (
    select * from {{ ref('int_requirements_totalled') }}
),

counted as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        min_education,
        max(education_rank)::integer as education_rank,
        {{ summed('true') }} as posting_count,
        {{ summed('is_matched') }} as matched_posting_count,
        {{ summed("is_matched and named_by = 'text'") }} as matched_read_posting_count,
        {{ summed('is_education_read') }} as level_read_posting_count,
        {{ summed('is_matched and is_education_read') }} as matched_level_read_posting_count,
        {{ named_totals() }},
        max(thin_below_posting_count) as thin_below_posting_count
    from postings
    group by definition_id, team, year(posted_month), min_education
),

final as (
    select
        definition_id,
        team,
        posted_year,
        min_education,
        education_rank,
        posting_count,
        matched_posting_count,
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        {{ share('posting_count', 'sum(posting_count) over whole') }} as posting_share,
        {{ share('matched_posting_count', 'sum(matched_posting_count) over whole') }}
            as matched_posting_share,
        {{ matched_interval() }},
        {{ interval_columns(
            'posting_share', 'posting_count', 'sum(posting_count) over whole',
            'level_read_posting_count', 'sum(level_read_posting_count) over whole', "'level'"
        ) }},
        {{ interval_columns(
            'matched_posting_share', 'matched_posting_count', 'sum(matched_posting_count) over whole',
            'matched_level_read_posting_count', 'sum(matched_level_read_posting_count) over whole', "'level'"
        ) }},
        coverage_share,
        coalesce({{ thin_by_count(
            'sum(matched_posting_count) over whole', 'thin_below_posting_count', 'matched postings of all levels'
        ) }}, thin_reason) as thin_reason,
        thin_reason is not null as is_thin
    from counted
    window whole as (partition by definition_id, team, posted_year)
)

select * from final

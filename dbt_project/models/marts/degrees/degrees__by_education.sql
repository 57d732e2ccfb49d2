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
        max(thin_below_posting_count) as thin_below_posting_count,
        {{ summed('true') }} as posting_count,
        {{ summed('is_matched') }} as matched_posting_count
    from postings
    group by definition_id, team, year(posted_month), min_education
),

final as (
    select
        * exclude (thin_below_posting_count),
        {{ share('matched_posting_count', 'posting_count') }} as matched_share,
        {{ share('posting_count', 'sum(posting_count) over whole') }} as posting_share,
        {{ share('matched_posting_count', 'sum(matched_posting_count) over whole') }}
            as matched_posting_share,
        sum(matched_posting_count) over whole < thin_below_posting_count as is_thin
    from counted
    window whole as (partition by definition_id, team, posted_year)
)

select * from final

with occupations as (
    select * from {{ ref('int_mixes_compared') }}
),

weighted as (
    select
        *,
        if(posting_count > 0, outside_value, null)
        / nullif(sum(outside_value) filter (posting_count > 0) over year_of_all, 0) as weight,
        sum(posting_count) filter (outside_value is not null) over year_of_all as published_posting_count,
        sum(outside_value) over year_of_all as outside_total
    from occupations
    window year_of_all as (partition by definition_id, posted_year)
),

-- The weighted share is as uncertain as one of so many postings of the mix itself (Kish's effective size).
reweighted as (
    select
        definition_id,
        posted_year,
        any_value(reference_id) as reference_id,
        any_value(outside_period) as outside_period,
        any_value(published_posting_count)::bigint as published_posting_count,
        any_value(outside_total) as outside_total,
        sum(weight * matched_posting_count / posting_count) as reweighted_share,
        sum(weight * matched_read_posting_count / posting_count) as reweighted_read_matched_share,
        sum(weight * read_posting_count / posting_count) as reweighted_read_share,
        round(1 / nullif(sum(weight * weight / posting_count), 0), 6) as effective_posting_count,
        {{ share('sum(outside_value) filter (posting_count > 0)', 'sum(outside_value)') }}
            as reweighted_outside_share
    from weighted
    group by definition_id, posted_year
)

select * from reweighted

with postings as (
    select * from {{ ref('int_postings_totalled') }} where team = 'all'
),

mixes as (
    select * from {{ ref('int_mixes_compared') }}
),

reweighted as (
    select * from {{ ref('int_mixes_reweighted') }}
),

trends as (
    select * from {{ ref('int_trends_compared') }}
),

correlated as (
    select * from {{ ref('int_trends_correlated') }}
),

years as (
    select
        definition_id,
        year(posted_month)::integer as posted_year,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as matched_posting_count,
        sum(matched_read_posting_count)::bigint as matched_read_posting_count
    from postings
    group by all
),

compared as (
    select
        'oews' as outside_source, 'occupation' as group_kind, mixes.soc_code as group_id,
        make_date(mixes.posted_year, 1, 1) as posted_period, mixes.occupation_title as group_name,
        mixes.* exclude (posted_year, soc_code, occupation_title),
        if(mixes.outside_value is null, null, reweighted.published_posting_count) as whole_posting_count,
        {{ share('mixes.outside_value', 'reweighted.outside_total') }} as outside_share
    from mixes
    inner join reweighted using (definition_id, posted_year)
    union all by name
    select
        'oews' as outside_source, 'all' as group_kind, 'all' as group_id,
        make_date(years.posted_year, 1, 1) as posted_period,
        'All occupations of the definition' as group_name,
        reweighted.outside_total as outside_value,
        years.* exclude (posted_year), reweighted.* exclude (definition_id, posted_year, outside_total)
    from years
    inner join reweighted using (definition_id, posted_year)
    union all by name
    select
        trends.* rename (posted_month as posted_period),
        correlated.* exclude (definition_id, reference_id, group_id)
    from trends
    inner join correlated using (definition_id, reference_id, group_id)
)

select * from compared

with postings as (
    select * from {{ ref('int_postings_totalled') }} where team = 'all'
),

figures as (
    select * from {{ ref('stg_outside_figures') }}
    where
        (outside_source = 'jolts' or group_id in (select country from {{ ref('counted_countries') }}))
        and outside_source in ('jolts', 'indeed') and outside_value is not null
),

industries as (
    select * from {{ ref('jolts_industries') }}
),

places as (
    select posted_month, posting_count from {{ ref('int_months_posted') }}
),

counted as (
    select
        definition_id,
        posted_month,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as matched_posting_count,
        sum(matched_read_posting_count)::bigint as matched_read_posting_count
    from postings
    group by definition_id, posted_month
),

compared as (
    select
        counted.*,
        figures.* replace (coalesce(industries.industry_name, figures.group_name) as group_name),
        if(
            figures.outside_source = 'jolts',
            sum(counted.posting_count) over whole,
            places.posting_count
        )::bigint as whole_posting_count,
        if(
            figures.outside_source = 'jolts',
            {{ share('figures.outside_value', 'sum(figures.outside_value) over whole') }},
            figures.outside_value
        ) as outside_share
    from counted
    inner join figures on counted.posted_month = figures.outside_period
    inner join places using (posted_month)
    left join industries on figures.group_id = industries.industry_code
    window whole as (partition by counted.definition_id, figures.reference_id, figures.group_id)
)

select * from compared

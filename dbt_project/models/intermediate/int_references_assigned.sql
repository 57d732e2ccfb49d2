with figures as (
    select * from {{ ref('stg_outside_figures') }} where outside_source = 'oews'
),

postings as (
    select * from {{ ref('int_postings_totalled') }}
),

publications as (
    select distinct reference_id, outside_period from figures
),

years as (
    select distinct year(posted_month)::integer as posted_year from postings
),

assigned as (
    select years.posted_year, publications.reference_id, publications.outside_period
    from years
    cross join publications
    qualify row_number() over (
        partition by years.posted_year
        order by abs(year(publications.outside_period) - years.posted_year), publications.outside_period
    ) = 1
)

select * from assigned

{{ config(pre_hook=[
    "set variable defining = (
        select { 'names': list(skill_cluster), 'bits': list(cluster_bits) }
        from (select distinct skill_cluster, cluster_bits from {{ ref('int_skill_clusters_defined') }})
    )",
    "set variable schooling = (
        select { 'names': list(delivered_value), 'levels': list(education_level) }
        from {{ ref('education_levels') }}
    )"
]) }}

-- The one pass over the open postings: names are looked up here, what follows is decided once per profile.
with postings as (
    select * from {{ ref('stg_postings') }}
),

repeats as (
    select * from {{ ref('int_postings_repeated') }}
),

readings as (
    select *, {{ read_credentials('credentials') }} as read_credentials from {{ ref('stg_readings') }}
),

employers as (
    select * from {{ ref('int_employers_resolved') }}
),

looked_up as (
    select
        delivery_id,
        row_number,
        posted_month,
        (delivery_id, row_number) in (select delivery_id, row_number from repeats) as is_repeated,
        country in (select country from {{ ref('counted_countries') }}) as is_country_counted,
        occupation_scheme,
        occupation_code,
        if(employer_name in (select employer_name from employers), employer_name, null) as employer_name,
        coalesce(title in (select title from {{ ref('int_titles_matched') }}), false) as is_title_matched,
        {{ definition_bits('skill_clusters') }} as definition_bits,
        {{ delivered_level('min_education') }} as delivered_education,
        credential_names
    from postings
),

profiled as (
    select
        looked_up.* exclude (row_number),
        readings.soc_code as title_soc_code,
        readings.read_credentials,
        {{ named_by('looked_up.credential_names', 'readings.has_text') }} as named_by,
        readings.min_education as read_education,
        readings.degree_substitutable as is_degree_replaceable,
        count(*) as posting_count
    from looked_up
    left join readings using (delivery_id, row_number)
    group by all
)

select * from profiled

{{ config(pre_hook="
    set variable defining = (
        select {
            'names': list(skill_cluster order by skill_cluster),
            'bits': list(cluster_bits order by skill_cluster)
        }
        from (select distinct skill_cluster, cluster_bits from {{ ref('int_skill_clusters_defined') }})
    )
") }}

-- The one pass over the open postings: what is decided from here on is decided once per profile. Only what a
-- name is looked up in stands here; whose it is follows from the profile.
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

titles as (
    select * from {{ ref('int_titles_matched') }}
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
        coalesce(title in (select title from titles), false) as is_title_matched,
        {{ definition_bits('skill_clusters') }} as definition_bits,
        credential_names
    from postings
),

profiled as (
    select
        looked_up.* exclude (row_number),
        readings.soc_code as title_soc_code,
        readings.read_credentials,
        {{ named_by('looked_up.credential_names', 'readings.has_text') }} as named_by,
        count(*) as posting_count
    from looked_up
    left join readings using (delivery_id, row_number)
    group by all
)

select * from profiled

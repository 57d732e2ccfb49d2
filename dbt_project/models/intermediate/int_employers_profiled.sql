{{ config(pre_hook="
    set variable defining = (
        select { 'names': list(skill_cluster), 'bits': list(cluster_bits) }
        from (select distinct skill_cluster, cluster_bits from {{ ref('int_skill_clusters_defined') }})
    )
") }}

with postings as (
    select * from {{ ref('int_postings_represented') }}
),

readings as (
    select *, {{ read_credentials('credentials') }} as read_credentials from {{ ref('stg_readings') }}
),

occupations as (
    select * from {{ ref('int_occupations_defined') }}
),

credential_sets as (
    select * from {{ ref('int_credential_sets_classed') }}
),

countries as (
    select country from {{ ref('counted_countries') }}
),

titles as (
    select title from {{ ref('int_titles_matched') }}
),

profiled as (
    select
        postings.posted_month,
        postings.employer_name,
        postings.employer_is_staffing,
        coalesce(postings.country in (from countries), false) as is_country_counted,
        coalesce(postings.title in (from titles), false) as is_title_matched,
        {{ definition_bits('postings.skill_clusters') }} as definition_bits,
        occupations.definition_ids,
        credential_sets.match_class,
        {{ named_by('postings.credential_names', 'readings.has_text') }} as named_by,
        count(*) as posting_count
    from postings
    {{ joined_decisions() }}
    group by all
)

select * from profiled

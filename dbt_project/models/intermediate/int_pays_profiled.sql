{{ config(pre_hook="
    set variable defining = (
        select { 'names': list(skill_cluster order by skill_cluster), 'bits': list(cluster_bits order by skill_cluster) }
        from (select distinct skill_cluster, cluster_bits from {{ ref('int_skill_clusters_defined') }})
    )
") }}

with postings as (
    select * from {{ ref('int_postings_represented') }}
    where country in (select country from {{ ref('counted_countries') }})
),

pays as (
    select *, coalesce((yearly_min + yearly_max) / 2, yearly_min, yearly_max) as yearly_pay
    from {{ ref('int_pays_judged') }}
    where verdict = 'plausible'
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

profiled as (
    select
        postings.posted_month,
        postings.employer_name,
        coalesce(postings.state, 'unknown') as state,
        occupations.soc_code,
        postings.title in (select title from {{ ref('int_titles_matched') }}) as is_title_matched,
        {{ definition_bits('postings.skill_clusters') }} as definition_bits,
        credential_sets.credential_set_id,
        coalesce(credential_sets.match_class.is_matched, false) as is_matched,
        pays.yearly_pay,
        count(*) as posting_count
    from postings
    inner join pays
        on
            (postings.salary_min, postings.salary_max, postings.salary_unit, postings.salary_currency)
            is not distinct from (pays.salary_min, pays.salary_max, pays.salary_unit, pays.salary_currency)
    {{ joined_decisions() }}
    group by all
)

select * from profiled

{{ config(
    pre_hook="
        set variable defining_skill_clusters = (
            select '(^|\x1f)(?:' || string_agg(distinct regexp_escape(skill_cluster), '|') || ')(\x1f|$)'
            from (select unnest(skill_clusters) as skill_cluster from {{ ref('int_skill_clusters_defined') }})
        )
    "
) }}

-- The one pass over the open postings: what is decided from here on is decided once per profile.
with postings as (
    select * from {{ ref('stg_postings') }}
),

repeats as (
    select * from {{ ref('stg_repeats') }}
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

profiled as (
    select
        postings.posted_month,
        postings.delivery_id,
        repeats.row_number is not null as is_repeated,
        postings.country = 'US' as is_in_united_states,
        postings.occupation_scheme,
        postings.occupation_code,
        readings.soc_code as title_soc_code,
        employers.company,
        titles.title is not null as is_title_matched,
        {{ defining('postings.skill_clusters') }} as skill_clusters,
        postings.credential_names,
        readings.read_credentials,
        count(*) as posting_count
    from postings
    left join repeats using (delivery_id, row_number)
    left join readings using (delivery_id, row_number)
    left join employers
        on
            postings.employer_name = employers.employer_name
            and postings.posted_date >= employers.valid_from
            and postings.posted_date < employers.valid_to
    left join titles on postings.title = titles.title
    group by all
)

select * from profiled

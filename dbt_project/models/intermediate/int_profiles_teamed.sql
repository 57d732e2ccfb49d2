{{ config(materialized='view') }}

with profiles as (
    select * from {{ ref('int_profiles_coded') }} where is_country_counted
),

occupations as (
    select * from {{ ref('int_occupations_teamed') }}
),

definitions_by_title as (
    select definition_id from {{ ref('definitions') }} where basis = 'title'
),

definitions_by_skill_cluster as (
    select distinct definition_id, definition_bit from {{ ref('int_skill_clusters_defined') }}
),

assigned as (
    select occupations.definition_id, occupations.team, profiles.*
    from profiles
    inner join occupations using (soc_code)
    union all by name
    select definitions_by_title.definition_id, 'all' as team, profiles.*
    from profiles
    cross join definitions_by_title
    where profiles.is_title_matched
    union all by name
    select definitions_by_skill_cluster.definition_id, 'all' as team, profiles.*
    from profiles
    inner join definitions_by_skill_cluster
        on profiles.definition_bits & definitions_by_skill_cluster.definition_bit <> 0
),

teamed as (
    select
        definition_id,
        team,
        delivery_id,
        posted_month,
        soc_code,
        onet_code,
        company,
        vendor,
        credential_set_id,
        named_by,
        delivered_education,
        read_education,
        is_degree_replaceable,
        posting_count
    from assigned
)

select * from teamed

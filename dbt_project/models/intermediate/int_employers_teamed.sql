{{ config(materialized='view') }}

with profiles as (
    select * from {{ ref('int_employers_profiled') }} where is_country_counted and employer_name is not null
),

definitions_by_title as (
    select definition_id from {{ ref('definitions') }} where basis = 'title'
),

definitions_by_skill_cluster as (
    select distinct definition_id, definition_bit from {{ ref('int_skill_clusters_defined') }}
),

assigned as (
    select unnest(string_split(definition_ids, '|')) as definition_id, *
    from profiles
    where definition_ids is not null
    union all by name
    select definitions_by_title.definition_id, profiles.*
    from profiles
    cross join definitions_by_title
    where profiles.is_title_matched
    union all by name
    select definitions_by_skill_cluster.definition_id, profiles.*
    from profiles
    inner join definitions_by_skill_cluster
        on profiles.definition_bits & definitions_by_skill_cluster.definition_bit <> 0
),

teamed as (
    select
        definition_id,
        posted_month,
        employer_name,
        match_class,
        named_by,
        posting_count
    from assigned
)

select * from teamed

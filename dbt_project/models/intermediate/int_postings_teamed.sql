{{ config(materialized='view') }}

-- Read once per kind of definition, not kept in between: a copy of every posting costs more than reading it.
with postings as not materialized (
    select * from {{ ref('int_postings_owned') }} where is_in_united_states
),

occupations as (
    select * from {{ ref('int_occupations_teamed') }}
),

titles as (
    select * from {{ ref('int_titles_matched') }}
),

clusters as (
    select * from {{ ref('int_skill_clusters_defined') }}
),

assigned as (
    select occupations.definition_id, occupations.team, postings.*
    from postings
    inner join occupations using (soc_code)
    union all by name
    select titles.definition_id, 'all' as team, postings.*
    from postings
    inner join titles using (title)
    union all by name
    select clusters.definition_id, 'all' as team, postings.*
    from postings
    inner join clusters on list_has_any(postings.skill_clusters, clusters.skill_clusters)
),

teamed as (
    select definition_id, team, row_id, posting_id, posted_month, soc_code, onet_code, company
    from assigned
)

select * from teamed

with clusters as (
    select * from {{ ref('definition_skill_clusters') }}
),

defined as (
    select definition_id, list(skill_cluster order by skill_cluster) as skill_clusters
    from clusters
    group by definition_id
)

select * from defined

with clusters as (
    select * from {{ ref('definition_skill_clusters') }}
),

numbered as (
    select
        definition_id,
        skill_cluster,
        1::bigint << (dense_rank() over (order by definition_id) - 1) as definition_bit
    from clusters
),

defined as (
    select *, bit_or(definition_bit) over (partition by skill_cluster) as cluster_bits
    from numbered
)

select * from defined

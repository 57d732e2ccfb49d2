with changes as (
    select * from {{ ref('stg_changes') }}
),

changed as (
    select
        delivery_id,
        coalesce(sum(changed_count) filter (change = 'known'), 0)::bigint as known_count,
        coalesce(sum(changed_count) filter (change = 'restated'), 0)::bigint as restated_count,
        coalesce(sum(changed_count) filter (change = 'superseded'), 0)::bigint as superseded_count,
        coalesce(sum(changed_count) filter (change = 'withdrawn'), 0)::bigint as withdrawn_count
    from changes
    group by delivery_id
)

select * from changed

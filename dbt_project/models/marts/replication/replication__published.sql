with cells as (
    select * from {{ ref('int_cells_compared') }}
),

final as (
    select
        definition_id,
        exhibit,
        cell,
        published_value,
        scaled_published_value,
        measured_value,
        difference,
        note
    from cells
)

select * from final

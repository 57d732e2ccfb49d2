with table_cells as (
    select * from {{ ref('int_table_cells_published') }}
),

prose as (
    select * from {{ ref('prose_figures') }}
),

slips as (
    select * from {{ ref('slips') }}
),

published as (
    select
        *,
        if(cell like '%percent%', 'percent', 'postings') as unit,
        if(unit = 'percent', '0.1', '1') as printed_precision
    from table_cells
    union all by name
    select 'prose' as exhibit, figure_id as cell, published_value, unit, printed_precision, note
    from prose
    union all by name
    select 'slip' as exhibit, slip_id as cell, note
    from slips
)

select * from published

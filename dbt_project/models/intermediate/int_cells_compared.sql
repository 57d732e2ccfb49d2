with published as (
    select * from {{ ref('int_cells_published') }}
),

measured as (
    select * from {{ ref('int_cells_measured') }}
),

occupation_definitions as (
    select definition_id from {{ ref('definitions') }} where basis = 'occupation'
),

definitions as (
    select distinct definition_id
    from {{ ref('int_postings_totalled') }}
    semi join occupation_definitions using (definition_id)
),

placed as (
    select
        definitions.definition_id,
        published.*,
        try_cast(published.printed_precision as double) as step,
        case
            when published.unit in ('postings', 'mentions') then coalesce(measured.measured_value, 0)
            else measured.measured_value
        end as exact_value
    from definitions
    cross join published
    left join measured using (definition_id, exhibit, cell)
),

compared as (
    select
        definition_id,
        exhibit,
        cell,
        published_value::double as published_value,
        coalesce(round(round(exact_value / step) * step, 6), exact_value) as measured_value,
        case
            when printed_precision = 'lower bound' and measured_value >= published_value then 0
            when printed_precision = 'upper bound' and measured_value <= published_value then 0
            else round(measured_value - published_value, 6)
        end as difference,
        note
    from placed
)

select * from compared

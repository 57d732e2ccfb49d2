with published as (
    select * from {{ ref('int_cells_published') }}
),

measured as (
    select * from {{ ref('int_cells_measured') }}
),

definitions as (
    select distinct definition_id
    from {{ ref('int_postings_totalled') }}
    where definition_id in (select definition_id from {{ ref('definitions') }} where basis = 'occupation')
),

sample as (
    -- one row: nulls where real postings are held, or samples of two sizes
    select
        if(count(distinct sample_scale) = 1, min(sample_scale), null) as scale,
        if(count(distinct sample_big_tech_scale) = 1, min(sample_big_tech_scale), null) as big_tech_scale
    from {{ ref('stg_deliveries') }}
),

placed as (
    select
        definitions.definition_id,
        published.*,
        try_cast(published.printed_precision as double) as step,
        coalesce(measured.measured_value, if(published.unit in ('postings', 'mentions'), 0, null))
            as exact_value,
        case
            when sample.scale is null then null
            when published.unit not in ('postings', 'mentions') then 1
            when published.exhibit in ('table_a2', 'table_5') or starts_with(published.cell, 'big_tech')
                then sample.big_tech_scale
            else sample.scale
        end as factor
    from definitions
    cross join published
    cross join sample
    left join measured using (definition_id, exhibit, cell)
),

compared as (
    select
        definition_id,
        exhibit,
        cell,
        published_value::double as published_value,
        round(published_value * factor, 6)::double as scaled_published_value,
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

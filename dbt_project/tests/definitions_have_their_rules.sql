{{ config(meta={'dagster': {'ref': {'name': 'int_occupations_teamed'}}}) }}

with definitions as (
    select * from {{ ref('definitions') }}
),

occupations as (
    select * from {{ ref('int_occupations_teamed') }}
)

select definition_id, 'it has no occupation' as trouble
from definitions
where basis = 'occupation' and definition_id not in (select definition_id from occupations)
union all
select
    string_agg(definition_id, ', ' order by definition_rank) as definition_id,
    'one definition has to be the default' as trouble
from definitions
where is_default
having count(*) <> 1

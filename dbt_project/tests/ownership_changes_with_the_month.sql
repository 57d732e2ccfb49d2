{{ config(meta={'dagster': {'ref': {'name': 'int_employers_resolved'}}}) }}

select *
from {{ ref('company_aliases') }}
where day(valid_from) > 1 or day(valid_to) > 1

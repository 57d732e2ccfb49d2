{{ config(meta={'dagster': {'ref': {'name': 'int_postings_counted'}}}) }}

with coded as (
    select * from {{ ref('int_profiles_coded') }} where is_country_counted
),

occupations as (
    select * from {{ ref('int_occupations_teamed') }}
),

by_occupation as (
    select soc_code, sum(posting_count) as posting_count
    from coded
    group by soc_code
),

expected as (
    select occupations.definition_id, by_occupation.soc_code, by_occupation.posting_count
    from occupations
    inner join by_occupation using (soc_code)
),

counted as (
    select definition_id, soc_code, sum(posting_count) as counted_posting_count
    from {{ ref('int_postings_counted') }}
    where definition_id in (select definition_id from occupations)
    group by definition_id, soc_code
)

select *
from expected
full join counted using (definition_id, soc_code)
where expected.posting_count is distinct from counted.counted_posting_count

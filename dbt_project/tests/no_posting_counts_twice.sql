{{ config(meta={'dagster': {'ref': {'name': 'int_postings_counted'}}}) }}

with occupations as (
    select * from {{ ref('int_occupations_teamed') }}
),

by_occupation as (
    select soc_code, count(*) as posting_count
    from {{ ref('int_postings_coded') }}
    where is_in_united_states
    group by soc_code
),

pairs as (
    select distinct definition_id, soc_code from occupations
),

expected as (
    select pairs.definition_id, pairs.soc_code, by_occupation.posting_count
    from pairs
    inner join by_occupation using (soc_code)
),

counted as (
    select definition_id, soc_code, sum(posting_count) as counted_posting_count
    from {{ ref('int_postings_counted') }}
    where team = 'all' and definition_id in (select definition_id from occupations)
    group by definition_id, soc_code
)

select *
from expected
full join counted using (definition_id, soc_code)
where expected.posting_count is distinct from counted.counted_posting_count

{{ config(meta={'dagster': {'ref': {'name': 'int_employers_resolved'}}}) }}

select
    one.employer_name,
    one.employer_group,
    other.employer_group as other_group,
    greatest(one.valid_from, other.valid_from) as from_day
from {{ ref('int_employers_resolved') }} as one
inner join {{ ref('int_employers_resolved') }} as other using (employer_name)
where
    (one.employer_group, one.valid_from) < (other.employer_group, other.valid_from)
    and one.valid_from < other.valid_to
    and other.valid_from < one.valid_to

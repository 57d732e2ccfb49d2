{{ config(meta={'dagster': {'ref': {'name': 'int_employers_resolved'}}}) }}

with ownerships as (
    select employer_name as owned, valid_from, valid_to from {{ ref('company_aliases') }}
    union all
    select employer_name as owned, valid_from, valid_to from {{ ref('employer_groups') }}
    union all
    select issuer as owned, valid_from, valid_to from {{ ref('vendor_issuers') }}
)

select *
from ownerships
where day(valid_from) > 1 or day(valid_to) > 1

{{ config(meta={'dagster': {'ref': {'name': 'int_credential_spellings_listed'}}}) }}

with credentials as (
    select * from {{ ref('credentials') }}
),

spelled as (
    select credential_id, credential_name as spelled_name
    from credentials
    union all
    select credential_id, unnest(string_split(aliases, '|')) as spelled_name
    from credentials
),

normalised as (
    select credential_id, {{ normalise_credential('spelled_name') }} as spelling
    from spelled
)

select spelling, list(distinct credential_id order by credential_id) as credential_ids
from normalised
where spelling <> ''
group by spelling
having count(distinct credential_id) > 1

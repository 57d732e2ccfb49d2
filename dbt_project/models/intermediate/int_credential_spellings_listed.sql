with credentials as (
    select * from {{ ref('credentials') }}
),

spelled as (
    select credential_id, 1 as priority, credential_name as spelled_name
    from credentials
    union all
    select credential_id, 2 as priority, unnest(string_split(aliases, '|')) as spelled_name
    from credentials
    union all
    select credential_id, 3 as priority, unnest(string_split(short_forms, '|')) as spelled_name
    from credentials
),

normalised as (
    select
        credential_id,
        priority,
        {{ normalise_credential('spelled_name') }} as spelling
    from spelled
),

listed as (
    select
        spelling,
        min({ 'priority': priority, 'credential_id': credential_id }).credential_id as credential_id
    from normalised
    where spelling <> ''
    group by spelling
)

select * from listed

with postings as (
    select * from {{ ref('int_postings_linked') }} where duplicate_of is null
),

readings as (
    select row_id, unnest(credentials) as credential
    from {{ ref('stg_readings') }}
),

names as (
    select * from {{ ref('int_credential_names_resolved') }}
),

named as (
    select row_id, trim(unnest(credential_names)) as delivered_name
    from postings
),

delivered as (
    select distinct named.row_id, names.credential_id
    from named
    inner join names using (delivered_name)
),

read as (
    select
        row_id,
        credential.credential_id,
        min(list_position({{ var('credential_statuses') }}, credential.status)) as status_rank
    from readings
    where credential.credential_id is not null
    group by row_id, credential.credential_id
),

found as (
    select
        row_id,
        credential_id,
        delivered.row_id is not null as is_delivered,
        ({{ var('credential_statuses') }})[read.status_rank] as status
    from delivered
    full join read using (row_id, credential_id)
),

resolved as (
    select
        found.row_id,
        found.credential_id,
        if(found.is_delivered, 'field', 'text') as found_in,
        found.status,
        found.is_delivered or postings.credential_names is null as is_counted
    from found
    inner join postings using (row_id)
)

select * from resolved

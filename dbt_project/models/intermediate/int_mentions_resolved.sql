with credential_sets as (
    select * from {{ ref('int_credential_sets_listed') }}
),

names as (
    select * from {{ ref('int_credential_names_resolved') }}
),

named as (
    select credential_set_id, trim(unnest(credential_names)) as delivered_name
    from credential_sets
),

delivered as (
    select distinct named.credential_set_id, names.credential_id
    from named
    inner join names using (delivered_name)
),

unnested as (
    select credential_set_id, unnest(read_credentials) as credential
    from credential_sets
),

read as (
    select
        credential_set_id,
        credential.credential_id,
        min(list_position({{ var('credential_statuses') }}, credential.status)) as status_rank
    from unnested
    group by credential_set_id, credential.credential_id
),

found as (
    select
        credential_set_id,
        credential_id,
        delivered.credential_set_id is not null as is_delivered,
        ({{ var('credential_statuses') }})[read.status_rank] as status
    from delivered
    full join read using (credential_set_id, credential_id)
),

resolved as (
    select
        found.credential_set_id,
        found.credential_id,
        if(found.is_delivered, 'field', 'text') as found_in,
        found.status,
        found.is_delivered or credential_sets.credential_names is null as is_counted
    from found
    inner join credential_sets using (credential_set_id)
)

select * from resolved

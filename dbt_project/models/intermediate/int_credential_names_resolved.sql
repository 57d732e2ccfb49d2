with credential_sets as (
    select * from {{ ref('int_credential_sets_listed') }}
),

spellings as (
    select * from {{ ref('int_credential_spellings_listed') }}
),

unnested as (
    select distinct unnest(credential_names) as credential_name
    from credential_sets
),

delivered_names as (
    select distinct trim(credential_name) as delivered_name
    from unnested
    where trim(credential_name) <> ''
),

resolved as (
    select
        delivered_names.delivered_name,
        coalesce(
            spellings.credential_id, 'uncatalogued:' || {{ slug('delivered_names.delivered_name') }}
        ) as credential_id,
        spellings.credential_id is not null as is_catalogued
    from delivered_names
    left join spellings
        on {{ normalise_credential('delivered_names.delivered_name') }} = spellings.spelling
)

select * from resolved

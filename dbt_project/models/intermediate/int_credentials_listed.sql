with catalogue as (
    select * from {{ ref('credentials') }}
),

names as (
    {{ all_months('int_uncatalogued_names_delivered') }}
),

uncatalogued as (
    select
        credential_id,
        min(delivered_name) as credential_name,
        replace(split_part(credential_id, ':', 2), '_', ' ') as matched_name
    from names
    group by credential_id
),

listed as (
    select
        credential_id,
        credential_name,
        credential_name as matched_name,
        field,
        kind,
        coalesce(is_government_mandated, false) as is_government_mandated,
        retired_on,
        coalesce(explicit_ai, false) as is_explicit_ai,
        coalesce(explicit_ai_extended, false) as is_explicit_ai_extended
    from catalogue
    union all
    select
        credential_id,
        credential_name,
        matched_name,
        null as field,
        null as kind,
        false as is_government_mandated,
        null as retired_on,
        false as is_explicit_ai,
        false as is_explicit_ai_extended
    from uncatalogued
)

select * from listed

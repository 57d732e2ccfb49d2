with microcredentials as (
    select * from {{ ref('microcredentials') }}
),

credentials as (
    select * from {{ ref('credentials') }}
),

listed as (
    select
        microcredentials.credential_id,
        microcredentials.microcredential_kind,
        credentials.credential_name,
        if(lower(credentials.issuer) = 'various', 'not named', credentials.issuer) as issuer
    from microcredentials
    inner join credentials using (credential_id)
),

grouped as (
    select credential_id, 'all' as grouping_level, 'all' as member_id, 'Any microcredential' as member_name
    from listed
    union all
    select
        credential_id,
        'kind' as grouping_level,
        microcredential_kind as member_id,
        replace(microcredential_kind, '_', ' ') as member_name
    from listed
    union all
    select credential_id, 'issuer' as grouping_level, {{ slug('issuer') }} as member_id, issuer as member_name
    from listed
    union all
    select
        listed.credential_id,
        'credential' as grouping_level,
        listed.credential_id as member_id,
        listed.credential_name as member_name
    from listed
)

select * from grouped

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
    select credential_id, 'kind', microcredential_kind, replace(microcredential_kind, '_', ' ') from listed
    union all
    select credential_id, 'issuer', {{ slug('issuer') }}, issuer from listed
    union all
    select credential_id, 'credential', credential_id, credential_name from listed
)

select * from grouped

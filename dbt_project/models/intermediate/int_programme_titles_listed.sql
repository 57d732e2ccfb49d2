with programmes as (
    select * from {{ ref('programmes') }}
),

ai_programmes as (
    select * from {{ ref('ai_programmes') }}
),

microcredentials as (
    select credential_id, credential_name, explicit_ai_extended
    from {{ ref('credentials') }}
    where credential_id in (select credential_id from {{ ref('microcredentials') }})
),

offered as (
    select
        coalesce(programmes.programme_id, microcredentials.credential_id) as programme_id,
        unnest([programmes.programme_name, microcredentials.credential_name]) as title,
        coalesce(microcredentials.explicit_ai_extended, false)
        or ai_programmes.programme_id is not null as is_about_ai
    from microcredentials
    left join programmes using (credential_id)
    left join ai_programmes using (programme_id)
),

listed as (
    select distinct
        programme_id,
        {{ normalise_credential('title') }} as title,
        is_about_ai
    from offered
    where title is not null
)

select * from listed

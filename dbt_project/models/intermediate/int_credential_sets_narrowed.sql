with mentions as (
    select * from {{ ref('int_mentions_resolved') }} where is_counted
),

credentials as (
    select * from {{ ref('int_credentials_matched') }} where is_ai_related or is_explicit_ai_extended
),

narrowed as (
    select
        mentions.credential_set_id,
        bool_or(credentials.is_ai_related) as is_matched,
        bool_or(credentials.is_ai_related and not credentials.is_government_mandated)
            as is_matched_without_mandated,
        bool_or(credentials.is_ai_related and credentials.kind is distinct from 'license')
            as is_matched_without_licenses,
        bool_or(credentials.is_ai_related and credentials.kind is distinct from 'accreditation')
            as is_matched_without_accreditations,
        bool_or(credentials.is_explicit_ai) as is_matched_explicit_ai,
        bool_or(credentials.is_explicit_ai_extended) as is_matched_explicit_ai_extended,
        max(coalesce(credentials.retired_on, date '9999-12-31')) filter (where credentials.is_ai_related)
            as earnable_until
    from mentions
    inner join credentials using (credential_id)
    group by mentions.credential_set_id
)

select * from narrowed

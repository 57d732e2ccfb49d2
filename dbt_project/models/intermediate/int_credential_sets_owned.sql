with credential_sets as (
    select distinct credential_set_id, posted_month from {{ ref('int_credential_sets_counted') }}
),

mentions as (
    select * from {{ ref('int_mentions_resolved') }} where is_counted
),

credentials as (
    select * from {{ ref('int_credentials_owned') }}
),

owned as (
    select distinct
        credential_sets.credential_set_id,
        credential_sets.posted_month,
        credentials.vendor as named_vendor
    from credential_sets
    inner join mentions using (credential_set_id)
    inner join credentials
        on
            mentions.credential_id = credentials.credential_id
            and credential_sets.posted_month >= credentials.valid_from
            and credential_sets.posted_month < credentials.valid_to
)

select * from owned

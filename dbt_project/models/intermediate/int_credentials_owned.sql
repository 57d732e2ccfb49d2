with credentials as (
    select * from {{ ref('credentials') }}
),

issuers as (
    select * from {{ ref('vendor_issuers') }}
),

owned as (
    select
        credentials.credential_id,
        issuers.vendor,
        coalesce(issuers.valid_from, date '0001-01-01') as valid_from,
        coalesce(issuers.valid_to, date '9999-12-31') as valid_to
    from credentials
    inner join issuers using (issuer)
)

select * from owned

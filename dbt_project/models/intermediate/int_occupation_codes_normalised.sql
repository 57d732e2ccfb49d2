with postings as (
    select * from {{ ref('int_postings_profiled') }}
),

delivered as (
    select distinct occupation_scheme, occupation_code
    from postings
    where occupation_code is not null
),

split as (
    select
        occupation_scheme,
        occupation_code,
        regexp_extract(
            occupation_code, '^\s*(\d\d)-?(\d{4})(\.\d\d)?\s*$', ['major', 'minor', 'detail']
        ) as part
    from delivered
),

normalised as (
    select
        occupation_scheme,
        occupation_code,
        part.major || '-' || part.minor as soc_code,
        if(part.detail <> '', part.major || '-' || part.minor || part.detail, null) as onet_code
    from split
    where part.major <> ''
)

select * from normalised

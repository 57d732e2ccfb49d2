-- An address stands for an employer only where some name, written together, is the same letters; for one that
-- only a seed names, where it is a board's or under .com: other domains are often another's.
with names as (
    select * from {{ ref('int_employer_names_normalised') }}
),

aliases as (
    select * from {{ ref('int_employer_aliases_listed') }}
),

boards as (
    select * from {{ ref('job_boards') }}
),

addresses as (
    select
        employer_name,
        regexp_extract(
            lower(trim(employer_name)),
            '^(?:https?://)?((?:[a-z0-9-]+[.])+[a-z]{2,})(?:/([^?#]*))?$',
            ['host', 'path']
        ) as address
    from names
    where regexp_full_match(lower(trim(employer_name)), '(https?://)?([a-z0-9-]+[.])+[a-z]{2,}(/.*)?')
),

named as (
    select
        addresses.employer_name,
        case boards.employer_stands_in
            when 'path' then regexp_extract(addresses.address.path, '^(?:company/)?([^/]+)', 1)
            when 'subdomain' then regexp_extract(addresses.address.host, '^(?:careers-|jobs-)?([^.]+)[.]', 1)
            when 'none' then null
            else string_split(addresses.address.host, '.')[-2]
        end as slug,
        boards.host is not null or ends_with(addresses.address.host, '.com') as is_common
    from addresses
    left join boards
        on addresses.address.host = boards.host or ends_with(addresses.address.host, '.' || boards.host)
),

keys as (
    select employer_key, posting_count from names
    union all
    select employer_key, null as posting_count from aliases
),

resolved as (
    select
        named.employer_name,
        min({ 'less': -coalesce(keys.posting_count, 0), 'key': keys.employer_key }).key as employer_key
    from named
    inner join keys
        on
            regexp_replace(named.slug, '[^a-z0-9]+', '', 'g') = replace(keys.employer_key, ' ', '')
            and (keys.posting_count is not null or named.is_common)
    group by named.employer_name
)

select * from resolved

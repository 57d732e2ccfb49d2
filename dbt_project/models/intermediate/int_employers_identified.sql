with names as (
    select * from {{ ref('int_employer_names_normalised') }}
),

addresses as (
    select employer_name, employer_key as meant_key from {{ ref('int_employer_addresses_resolved') }}
),

kinds as (
    select * from {{ ref('int_employer_kinds_listed') }}
),

known as (
    select employer_key from {{ ref('int_employer_aliases_listed') }}
    union
    select employer_key from kinds
),

meant as (
    select
        names.* replace (coalesce(addresses.meant_key, names.employer_key) as employer_key),
        addresses.meant_key is not null as is_address
    from names
    left join known using (employer_key)
    left join addresses
        on
            names.employer_name = addresses.employer_name
            and names.employer_key <> addresses.meant_key
            and known.employer_key is null
),

employers as (
    select
        employer_key,
        min({ 'is_address': is_address, 'less': -posting_count, 'name': employer_name }).name as shown_name,
        max(staffing_posting_count) > 0 as is_staffing
    from meant
    group by employer_key
),

identified as (
    select
        meant.employer_name,
        meant.employer_key,
        meant.is_address,
        employers.shown_name,
        coalesce(kinds.kind, if(employers.is_staffing, 'staffing', 'employer')) as kind
    from meant
    inner join employers using (employer_key)
    left join kinds using (employer_key)
)

select * from identified

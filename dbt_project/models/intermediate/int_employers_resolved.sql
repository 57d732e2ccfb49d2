with postings as (
    select * from {{ ref('stg_postings') }}
),

aliases as (
    select * from {{ ref('company_aliases') }}
),

employers as (
    select distinct employer_name
    from postings
    where employer_name is not null
),

resolved as (
    select distinct
        employers.employer_name,
        aliases.company,
        coalesce(aliases.valid_from, date '0001-01-01') as valid_from,
        coalesce(aliases.valid_to, date '9999-12-31') as valid_to
    from employers
    inner join aliases
        on
            {{ normalise_employer('employers.employer_name') }}
            = {{ normalise_employer('aliases.employer_name') }}
)

select * from resolved

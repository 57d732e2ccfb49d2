with postings as (
    select * from {{ ref('stg_postings') }}
),

vendors as (
    select * from {{ ref('vendors') }}
),

aliases as (
    select aliases.*, vendors.vendor
    from {{ ref('int_employer_aliases_listed') }} as aliases
    left join vendors using (employer_group)
    where aliases.is_big_tech or vendors.vendor is not null
),

legal_forms as (
    select list(legal_form) as forms from {{ ref('legal_forms') }}
),

employers as (
    select distinct employer_name
    from postings
    where employer_name is not null
),

normalised as (
    select
        employers.employer_name,
        {{ normalise_employer('employers.employer_name', 'legal_forms.forms') }} as employer_key
    from employers
    cross join legal_forms
),

resolved as (
    select
        normalised.employer_name,
        aliases.employer_group,
        if(aliases.is_big_tech, aliases.employer_group, null) as company,
        aliases.vendor,
        aliases.valid_from,
        aliases.valid_to
    from normalised
    inner join aliases using (employer_key)
)

select * from resolved

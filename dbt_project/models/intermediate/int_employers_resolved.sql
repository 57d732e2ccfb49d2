with postings as (
    select * from {{ ref('stg_postings') }}
),

aliases as (
    select * from {{ ref('int_employer_aliases_listed') }} where is_big_tech
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
        aliases.employer_group as company,
        aliases.valid_from,
        aliases.valid_to
    from normalised
    inner join aliases using (employer_key)
)

select * from resolved

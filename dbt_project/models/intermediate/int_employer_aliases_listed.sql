with aliases as (
    select
        company as employer_group,
        true as is_big_tech,
        employer_name,
        valid_from,
        valid_to
    from {{ ref('company_aliases') }}
    union all
    select
        employer_group,
        false as is_big_tech,
        employer_name,
        valid_from,
        valid_to
    from {{ ref('employer_groups') }}
),

legal_forms as (
    select list(legal_form) as forms from {{ ref('legal_forms') }}
),

listed as (
    select distinct
        {{ normalise_employer('aliases.employer_name', 'legal_forms.forms') }} as employer_key,
        aliases.employer_group,
        aliases.is_big_tech,
        coalesce(aliases.valid_from, date '0001-01-01') as valid_from,
        coalesce(aliases.valid_to, date '9999-12-31') as valid_to
    from aliases
    cross join legal_forms
)

select * from listed

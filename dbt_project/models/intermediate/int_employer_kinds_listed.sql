with kinds as (
    select * from {{ ref('staffing_agencies') }}
),

legal_forms as (
    select list(legal_form) as forms from {{ ref('legal_forms') }}
),

listed as (
    select distinct
        {{ normalise_employer('kinds.employer_name', 'legal_forms.forms') }} as employer_key,
        kinds.kind
    from kinds
    cross join legal_forms
)

select * from listed

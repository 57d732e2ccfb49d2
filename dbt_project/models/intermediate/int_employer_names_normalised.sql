with months as (
    {{ all_months('int_employer_names_counted') }}
),

legal_forms as (
    select list(legal_form) as forms from {{ ref('legal_forms') }}
),

names as (
    select
        employer_name,
        sum(posting_count)::bigint as posting_count,
        sum(staffing_posting_count)::bigint as staffing_posting_count
    from months
    where employer_name is not null
    group by employer_name
),

normalised as (
    select
        names.*,
        {{ normalise_employer('names.employer_name', 'legal_forms.forms') }} as employer_key
    from names
    cross join legal_forms
)

select * from normalised

with catalogue as (
    select * from {{ ref('credentials') }}
),

families as (
    select * from {{ ref('credential_families') }}
),

judged as (
    select
        catalogue.credential_id,
        catalogue.credential_name,
        catalogue.successor_id,
        coalesce(catalogue.is_government_mandated, false) as is_government_mandated,
        case
            when catalogue.retired_on is not null then 'retired'
            when catalogue.kind = 'accreditation' then 'accreditation'
            when families.credential_id is not null or catalogue.credential_name like '%(unspecified%'
                then 'family'
            else 'advised'
        end as advice
    from catalogue
    left join families using (credential_id)
),

advised as (
    select
        judged.* exclude (successor_id),
        if(judged.advice = 'advised', judged.credential_id, successors.credential_id)
            as advised_credential_id,
        if(judged.advice = 'advised', judged.credential_name, successors.credential_name)
            as advised_credential_name
    from judged
    left join judged as successors
        on
            judged.advice = 'retired'
            and judged.successor_id = successors.credential_id
            and successors.advice = 'advised'
)

select * from advised

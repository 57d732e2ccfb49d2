with profiles as (
    select * from {{ ref('int_postings_profiled') }} where not is_repeated
),

occupations as (
    select * from {{ ref('int_occupations_crosswalked') }}
),

credential_sets as (
    select * from {{ ref('int_credential_sets_listed') }}
),

employers as (
    select * from {{ ref('int_employers_resolved') }}
),

candidates as (
    select
        profiles.* exclude (
            is_repeated, occupation_scheme, occupation_code, employer_name, credential_names, read_credentials
        ),
        employers.company,
        employers.vendor,
        credential_sets.credential_set_id,
        occupations.candidate_soc_codes,
        occupations.soc_code as code_soc_code,
        occupations.onet_code
    from profiles
    left join occupations using (occupation_scheme, occupation_code)
    left join employers
        on
            profiles.employer_name = employers.employer_name
            and profiles.posted_month >= employers.valid_from
            and profiles.posted_month < employers.valid_to
    left join credential_sets
        on
            profiles.credential_names is not distinct from credential_sets.credential_names
            and profiles.read_credentials is not distinct from credential_sets.read_credentials
),

coded as (
    select
        * exclude (title_soc_code, candidate_soc_codes, code_soc_code, posting_count),
        {{ decided_occupation('candidate_soc_codes', 'title_soc_code', 'code_soc_code') }} as soc_code,
        case
            when candidate_soc_codes is null then if(title_soc_code is null, null, 'title')
            when len(candidate_soc_codes) = 1 then 'code'
            when list_contains(candidate_soc_codes, title_soc_code) then 'code_and_title'
            when code_soc_code is not null then 'code'
        end as coded_by,
        posting_count
    from candidates
)

select * from coded

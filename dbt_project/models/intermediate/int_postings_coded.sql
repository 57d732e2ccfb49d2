{{ config(materialized='view') }}

-- A view, because writing every posting's strings again costs more than coding it anew where it is counted.
with postings as (
    select * from {{ ref('int_postings_linked') }} where duplicate_of is null
),

occupations as (
    select * from {{ ref('int_occupations_crosswalked') }}
),

readings as (
    select row_id, soc_code from {{ ref('stg_readings') }} where soc_code is not null
),

candidates as (
    select
        postings.row_id,
        postings.posting_id,
        postings.source_name,
        postings.delivery_id,
        postings.posted_date,
        postings.posted_month,
        postings.title,
        postings.employer_name,
        postings.skill_clusters,
        postings.is_in_united_states,
        occupations.onet_code,
        occupations.soc_code as code_soc_code,
        occupations.candidate_soc_codes,
        readings.soc_code as title_soc_code
    from postings
    left join occupations using (occupation_scheme, occupation_code)
    left join readings using (row_id)
),

coded as (
    select
        candidates.* exclude (code_soc_code, candidate_soc_codes, title_soc_code),
        case
            when candidate_soc_codes is null or list_contains(candidate_soc_codes, title_soc_code)
                then title_soc_code
            else code_soc_code
        end as soc_code,
        case
            when candidate_soc_codes is null then if(title_soc_code is null, null, 'title')
            when len(candidate_soc_codes) = 1 then 'code'
            when list_contains(candidate_soc_codes, title_soc_code) then 'code_and_title'
            when code_soc_code is not null then 'code'
        end as coded_by
    from candidates
)

select * from coded

with profiles as (
    select distinct
        occupation_scheme,
        occupation_code,
        title_soc_code
    from {{ ref('int_postings_profiled') }}
),

crosswalked as (
    select * from {{ ref('int_occupations_crosswalked') }}
),

occupations as (
    select
        soc_code,
        string_agg(distinct definition_id, '|' order by definition_id) as definition_ids
    from {{ ref('int_occupations_teamed') }}
    group by soc_code
),

decided as (
    select
        profiles.*,
        {{ decided_occupation('candidate_soc_codes', 'title_soc_code', 'soc_code') }} as soc_code
    from profiles
    left join crosswalked using (occupation_scheme, occupation_code)
),

defined as (
    select
        decided.occupation_scheme,
        decided.occupation_code,
        decided.title_soc_code,
        decided.soc_code,
        occupations.definition_ids
    from decided
    left join occupations using (soc_code)
)

select * from defined

with candidates as (
    select * from {{ ref('int_occupation_candidates_listed') }}
),

occupation_teams as (
    select * from {{ ref('occupation_teams') }}
),

crosswalked as (
    select
        candidates.occupation_scheme,
        candidates.occupation_code,
        list_sort(list(distinct candidates.soc_code)) as candidate_soc_codes,
        if(
            count(distinct coalesce(occupation_teams.team || occupation_teams.tier, '')) = 1,
            min(candidates.soc_code), null
        ) as soc_code,
        if(count(*) = 1, any_value(candidates.onet_code), null) as onet_code
    from candidates
    left join occupation_teams using (soc_code)
    group by candidates.occupation_scheme, candidates.occupation_code
)

select * from crosswalked

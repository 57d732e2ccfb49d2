with codes as (
    select * from {{ ref('int_occupation_codes_normalised') }}
),

soc_2018 as (
    select * from {{ ref('soc_2018') }}
),

soc_2010_to_2018 as (
    select * from {{ ref('soc_2010_to_2018') }}
),

onet_2010_to_2019 as (
    select * from {{ ref('onet_2010_to_2019') }}
),

already_2018 as (
    select codes.occupation_scheme, codes.occupation_code, soc_2018.soc_code, codes.onet_code
    from codes
    inner join soc_2018 using (soc_code)
    where codes.occupation_scheme in ('soc_2018', 'onet_soc_2019')
),

by_detail as (
    select
        codes.occupation_scheme,
        codes.occupation_code,
        onet_2010_to_2019.onet_2019_code[:7] as soc_code,
        onet_2010_to_2019.onet_2019_code as onet_code
    from codes
    inner join onet_2010_to_2019 on codes.onet_code = onet_2010_to_2019.onet_2010_code
    where codes.occupation_scheme = 'onet_soc_2010'
),

by_occupation as (
    select
        codes.occupation_scheme,
        codes.occupation_code,
        soc_2010_to_2018.soc_2018_code as soc_code,
        if(soc_2010_to_2018.soc_2018_code = codes.soc_code, codes.onet_code, null) as onet_code
    from codes
    inner join soc_2010_to_2018 on codes.soc_code = soc_2010_to_2018.soc_2010_code
    anti join by_detail using (occupation_scheme, occupation_code)
    where codes.occupation_scheme in ('soc_2010', 'onet_soc_2010')
),

listed as (
    select * from already_2018
    union all
    select * from by_detail
    union all
    select * from by_occupation
)

select * from listed

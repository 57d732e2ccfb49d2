with profiles as (
    select * from {{ ref('int_profiles_coded') }}
),

listed as (
    select distinct
        delivery_id,
        posted_month,
        delivered_education,
        read_education
    from profiles
),

decided as (
    select
        *,
        case
            when delivered_education <> 'none_stated' then delivered_education
            when read_education is not null then read_education
            when bool_or(delivered_education is not null) over (partition by delivery_id, posted_month)
                then 'none_stated'
            else 'unknown'
        end as min_education,
        read_education is not null and coalesce(delivered_education, 'none_stated') = 'none_stated'
            as is_education_read
    from listed
)

select * from decided

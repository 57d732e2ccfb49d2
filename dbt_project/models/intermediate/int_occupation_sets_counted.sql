with profiles as (
    select * from {{ ref('int_profiles_coded') }}
    where is_country_counted and soc_code is not null
),

counted as (
    select
        posted_month,
        soc_code,
        credential_set_id,
        named_by,
        sum(posting_count)::bigint as posting_count
    from profiles
    group by all
)

select * from counted

with profiles as (
    select * from {{ ref('int_profiles_teamed') }} where credential_set_id is not null
),

counted as (
    select
        definition_id,
        team,
        posted_month,
        company,
        vendor,
        credential_set_id,
        named_by,
        sum(posting_count)::bigint as posting_count
    from profiles
    group by all
)

select * from counted

with programmes as (
    select * from {{ ref('programmes') }}
),

ordered as (
    select
        *,
        row_number() over (
            partition by credential_id
            order by cost_usd asc nulls last, hours asc nulls last, programme_id asc
        ) as place
    from programmes
),

selected as (
    select
        credential_id,
        programme_id,
        programme_name,
        provider,
        cost_usd,
        hours
    from ordered
    where place = 1
)

select * from selected

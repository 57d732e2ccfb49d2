with months as (
    {{ all_months('int_mentions_counted') }}
),

retired as (
    select * from {{ ref('credentials') }} where retired_on is not null
),

counted as (
    select
        definition_id,
        posted_month,
        credential_id,
        sum(mention_count)::bigint as mention_count,
        sum(read_mention_count)::bigint as read_mention_count,
        sum(required_mention_count)::bigint as required_mention_count
    from months
    where
        mention_count > 0
        and (
            credential_id in (select credential_id from retired)
            or credential_id in (select successor_id from retired)
        )
    group by all
)

select * from counted

with mentions as (
    {{ all_months('int_mentions_counted') }}
),

dated as (
    select
        definition_id,
        team,
        date_trunc('year', posted_month)::date as posted_year_start,
        credential_id,
        sum(columns('_mention_count$|^mention_count$'))::bigint
    from mentions
    group by all
)

select * from dated

with mentions as (
    select *
    from {{ ref('int_mentions_totalled') }}
    where team = 'all' and company is not null and is_ai_related and mention_count > 0
),

counted as (
    select
        definition_id,
        credential_id,
        credential_name,
        sum(mention_count)::bigint as matched_posting_count
    from mentions
    group by definition_id, credential_id, credential_name
),

final as (
    select
        definition_id,
        row_number() over (
            partition by definition_id
            order by matched_posting_count desc, credential_id asc
        )::integer as credential_rank,
        credential_id,
        credential_name,
        matched_posting_count
    from counted
)

select * from final

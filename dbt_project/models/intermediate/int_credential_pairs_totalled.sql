with months as (
    {{ all_months('int_credential_pairs_counted') }}
),

pairs as (
    select
        soc_code,
        credential_id,
        other_credential_id,
        sum(posting_count)::bigint as both_posting_count,
        sum(read_posting_count)::bigint as both_read_posting_count
    from months
    group by soc_code, credential_id, other_credential_id
),

totalled as (
    select
        soc_code,
        credential_id as held_credential_id,
        other_credential_id as credential_id,
        both_posting_count,
        both_read_posting_count
    from pairs
    union all
    select
        soc_code,
        other_credential_id as held_credential_id,
        credential_id,
        both_posting_count,
        both_read_posting_count
    from pairs
)

select * from totalled

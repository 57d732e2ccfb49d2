with months as (
    {{ all_months('int_occupation_credentials_counted') }}
),

totalled as (
    select
        soc_code,
        credential_id,
        sum(posting_count)::bigint as matched_posting_count,
        sum(read_posting_count)::bigint as matched_read_posting_count,
        sum(stated_posting_count)::bigint as stated_posting_count,
        sum(required_posting_count)::bigint as required_posting_count
    from months
    group by soc_code, credential_id
)

select * from totalled

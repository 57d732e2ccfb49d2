with occupations as (
    select * from {{ ref('int_occupations_totalled') }}
),

credentials as (
    select * from {{ ref('int_occupation_credentials_totalled') }}
),

thresholds as (
    select
        max(threshold_value) filter (where threshold_id = 'pathway_least_posting_count')
            as least_posting_count,
        max(threshold_value) filter (where threshold_id = 'pathway_most_credentials') as most_credentials
    from {{ ref('thresholds') }}
),

steps as (
    select
        credentials.soc_code,
        'none' as held_credential_id,
        credentials.credential_id,
        occupations.posting_count as held_posting_count,
        occupations.read_posting_count as held_read_posting_count,
        credentials.matched_posting_count as both_posting_count,
        credentials.matched_read_posting_count as both_read_posting_count
    from credentials
    inner join occupations using (soc_code)
    union all by name
    select
        pairs.*,
        held.matched_posting_count as held_posting_count,
        held.matched_read_posting_count as held_read_posting_count
    from {{ ref('int_credential_pairs_totalled') }} as pairs
    inner join credentials as held
        on pairs.soc_code = held.soc_code and pairs.held_credential_id = held.credential_id
),

ranked as (
    select
        steps.*,
        row_number() over (
            partition by steps.soc_code, steps.held_credential_id
            order by
                steps.both_posting_count desc,
                credentials.matched_posting_count desc,
                steps.credential_id asc
        )::integer as credential_rank,
        credentials.* exclude (soc_code, credential_id)
    from steps
    inner join credentials using (soc_code, credential_id)
    cross join thresholds
    where steps.both_posting_count >= thresholds.least_posting_count
    qualify credential_rank <= thresholds.most_credentials
)

select * from ranked

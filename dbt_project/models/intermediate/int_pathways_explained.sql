with steps as (
    select * from {{ ref('int_pathways_ranked') }}
),

occupations as (
    select * from {{ ref('int_occupations_totalled') }}
),

credentials as (
    select * from {{ ref('int_credentials_advised') }}
),

pays as (
    select * from {{ ref('int_occupation_pays_compared') }}
),

programmes as (
    select * from {{ ref('int_programmes_selected') }}
),

explained as (
    select
        steps.*,
        occupations.* exclude (soc_code, thin_reason),
        credentials.* exclude (credential_id),
        coalesce(held.credential_name, 'None held') as held_credential_name,
        coalesce(pays.paid_posting_count, 0) as paid_posting_count,
        pays.other_paid_posting_count,
        pays.pay_difference,
        pays.pay_difference_low,
        pays.pay_difference_high,
        programmes.* exclude (credential_id),
        coalesce(
            occupations.thin_reason,
            {{ thin_by_count(
                'steps.held_posting_count', 'occupations.thin_below_posting_count',
                'postings name the credential that is held'
            ) }}
        ) as thin_reason
    from steps
    inner join occupations using (soc_code)
    inner join credentials using (credential_id)
    left join credentials as held on steps.held_credential_id = held.credential_id
    left join pays on steps.soc_code = pays.soc_code and steps.credential_id = pays.credential_id
    left join programmes on credentials.advised_credential_id = programmes.credential_id
)

select * from explained

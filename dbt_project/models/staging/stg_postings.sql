with source as (
    select * from {{ source('lake', 'postings') }}
),

renamed as (
    select
        row_id,
        posting_id,
        source as source_name,
        delivery_id,
        content_hash,
        posted_date,
        date_trunc('month', posted_date)::date as posted_month,
        title,
        employer_name,
        country,
        occupation_code,
        occupation_scheme,
        credential_names,
        skill_clusters
    from source
)

select * from renamed

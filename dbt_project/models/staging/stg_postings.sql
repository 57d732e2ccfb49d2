with source as (
    select * from {{ source('lake', 'postings') }}
),

renamed as (
    select
        delivery_id,
        row_number,
        posted_date,
        {{ first_of_month('posted_date') }} as posted_month,
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

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
        employer_is_staffing,
        state,
        country,
        is_remote,
        occupation_code,
        occupation_scheme,
        credential_names,
        skill_clusters,
        min_education,
        salary_min,
        salary_max,
        salary_unit,
        salary_currency
    from source
)

select * from renamed

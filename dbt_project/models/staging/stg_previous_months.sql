with source as (
    select * from {{ source('releases', 'previous_months') }}
),

renamed as (
    select
        release_id as previous_release_id,
        definition_id,
        posted_month,
        posting_count as previous_posting_count,
        matched_posting_count as previous_matched_posting_count
    from source
)

select * from renamed

with source as (
    select * from {{ source('people', 'acknowledgements') }}
),

renamed as (
    select
        source as source_name,
        (month || '-01')::date as posted_month,
        measure,
        acknowledged_value,
        reason as acknowledged_reason,
        acknowledged_by,
        acknowledged_on
    from source
)

select * from renamed

with source as (
    select * from {{ source('outside', 'figures') }}
),

renamed as (
    select
        reference_id,
        source as outside_source,
        group_kind,
        group_id,
        group_name,
        period as outside_period,
        figure as outside_value
    from source
)

select * from renamed

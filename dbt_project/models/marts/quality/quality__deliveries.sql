with deliveries as (
    select * from {{ ref('int_deliveries_totalled') }}
),

final as (
    select
        delivery_id,
        source_name as source,
        read_count,
        accepted_count,
        quarantined_count,
        restated_count,
        duplicate_count,
        coded_count,
        abstained_count,
        unknown_country_count,
        outside_us_count,
        delivered_on,
        added_count,
        superseded_count,
        withdrawn_count
    from deliveries
)

select * from final

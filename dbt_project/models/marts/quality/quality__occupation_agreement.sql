with compared as (
    select * from {{ ref('int_occupation_readings_compared') }}
),

final as (
    select
        delivered_minor_group,
        read_minor_group,
        posting_count,
        same_code_posting_count,
        delivered_group_share,
        {{ interval_columns('delivered_group_share', 'posting_count', 'delivered_group_posting_count') }}
    from compared
)

select * from final

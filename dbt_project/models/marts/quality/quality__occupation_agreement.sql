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
        {{ interval_columns('delivered_group_share', 'posting_count', 'delivered_group_posting_count') }},
        {{ share('coded_group_posting_count', 'delivered_group_posting_count') }} as coverage_share,
        {{ thin_by_count(
            'delivered_group_posting_count', 'thin_below_posting_count'
        ) }} as thin_reason,
        thin_reason is not null as is_thin
    from compared
)

select * from final

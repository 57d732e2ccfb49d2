with vendors as (
    select * from {{ ref('int_vendors_compared') }}
),

final as (
    select
        definition_id,
        vendor,
        named,
        posting_count,
        own_posting_count,
        {{ share('own_posting_count', 'posting_count') }} as own_share,
        posting_count < thin_below_posting_count as is_thin,
        others_posting_count,
        others_own_posting_count,
        {{ share('others_own_posting_count', 'others_posting_count') }} as others_own_share
    from vendors
)

select * from final

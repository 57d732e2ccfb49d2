with places as (
    select * from {{ ref('int_places_totalled') }}
),

final as (
    select
        country,
        is_counted,
        posting_count,
        {{ share('posting_count', 'sum(posting_count) over ()') }} as posting_share,
        remote_posting_count,
        unsaid_remote_posting_count,
        {{ interval_columns('posting_share', 'posting_count', 'sum(posting_count) over ()') }}
    from places
)

select * from final

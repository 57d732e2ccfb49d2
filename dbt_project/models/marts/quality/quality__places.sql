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
        {{ interval_columns('posting_share', 'posting_count', 'sum(posting_count) over ()') }},
        {{ share(
            "coalesce(sum(posting_count) filter (where country <> 'unknown') over (), 0)", 'sum(posting_count) over ()'
        ) }} as coverage_share,
        {{ thin_by_count(
            'sum(posting_count) over ()', 'thin_below_posting_count'
        ) }} as thin_reason,
        thin_reason is not null as is_thin
    from places
)

select * from final

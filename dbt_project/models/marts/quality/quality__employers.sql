with names as (
    select * from {{ ref('int_employer_names_totalled') }}
),

final as (
    select
        resolved_by,
        name_count,
        employer_count,
        posting_count,
        {{ share('posting_count', 'sum(posting_count) over ()') }} as posting_share,
        {{ interval_columns('posting_share', 'posting_count', 'sum(posting_count) over ()') }},
        {{ share(
            "coalesce(sum(posting_count) filter (where resolved_by not in ('missing', 'unnamed')) over (), 0)",
            'sum(posting_count) over ()'
        ) }} as coverage_share,
        {{ thin_by_count(
            'sum(posting_count) over ()', 'thin_below_posting_count'
        ) }} as thin_reason,
        thin_reason is not null as is_thin
    from names
)

select * from final

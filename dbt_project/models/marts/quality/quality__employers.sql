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
        {{ interval_columns('posting_share', 'posting_count', 'sum(posting_count) over ()') }}
    from names
)

select * from final

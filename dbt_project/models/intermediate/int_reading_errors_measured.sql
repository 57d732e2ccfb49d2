with errors as (
    select * from {{ ref('reading_errors') }}
),

measured as (
    select
        figure_id,
        right_count,
        right_count + invented_count as said_count,
        right_count + missed_count as there_count
    from errors
)

select * from measured

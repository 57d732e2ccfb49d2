with repeats as (
    select * from {{ ref('stg_repeats') }}
),

duplicates as (
    select * from {{ ref('stg_duplicates') }}
),

reasons as (
    select * from {{ ref('duplicate_reasons') }}
),

windows as (
    select
        window_days,
        coalesce(lag(window_days) over (order by window_days), -1) as smaller_window_days
    from {{ ref('duplicate_windows') }}
),

thresholds as (
    select * from {{ ref('thresholds') }} where threshold_id = 'duplicate_window_days'
),

-- An id is the same whatever the days between: such rows are within every window.
found as (
    select delivery_id, row_number, 'same_id' as reason_id, 0 as days_apart
    from repeats
    union all
    select delivery_id, row_number, reason as reason_id, days_apart
    from duplicates
),

linked as (
    select
        found.*,
        windows.window_days,
        reasons.is_left_out and found.days_apart <= thresholds.threshold_value as is_repeated
    from found
    inner join reasons using (reason_id)
    cross join thresholds
    left join windows
        on found.days_apart > windows.smaller_window_days and found.days_apart <= windows.window_days
)

select * from linked

with months as (
    {{ all_months('int_duplicates_counted') }}
),

windows as (
    select window_days from {{ ref('duplicate_windows') }}
),

reasons as (
    select * from {{ ref('duplicate_reasons') }}
),

thresholds as (
    select threshold_value as window_days
    from {{ ref('thresholds') }}
    where threshold_id = 'duplicate_window_days'
),

-- What a row of the mart leaves out: postings linked for its reason, or for every reason that leaves out.
asked as (
    select reason_id, is_left_out, [reason_id] as reason_ids from reasons
    union all
    select 'all' as reason_id, true as is_left_out, list(reason_id) as reason_ids
    from reasons
    where is_left_out
),

totalled as (
    select
        windows.window_days,
        asked.reason_id,
        coalesce(asked.is_left_out, false) and windows.window_days in (select window_days from thresholds)
            as is_applied,
        coalesce(sum(months.linked_count), 0)::bigint as duplicate_count,
        coalesce(sum(months.ai_posting_count), 0)::bigint as ai_duplicate_count,
        coalesce(sum(months.matched_posting_count), 0)::bigint as matched_duplicate_count
    from windows
    cross join asked
    left join months
        on windows.window_days >= months.window_days and list_contains(asked.reason_ids, months.reason_id)
    group by windows.window_days, asked.reason_id, asked.is_left_out
)

select * from totalled

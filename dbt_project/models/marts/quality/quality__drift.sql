with drifts as (
    select * from {{ ref('int_drifts_acknowledged') }}
),

final as (
    select
        source_name as source,
        posted_month,
        measure,
        measured_value,
        expected_value,
        history_month_count,
        change_factor,
        warn_beyond_factor,
        stop_beyond_factor,
        verdict,
        not_judged_reason,
        if(verdict = 'not_judged', null, direction) as direction,
        if(verdict in ('warned', 'stopped'), finding, null) as finding,
        acknowledged_reason,
        acknowledged_by,
        acknowledged_on
    from drifts
)

select * from final

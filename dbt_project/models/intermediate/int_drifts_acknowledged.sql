-- An acknowledgement holds for the value it was given for: a month that drifts further waits for another.
with judged as (
    select
        *,
        if(unit = 'share', format('{:.1f} %', 100 * measured_value), format('{:,}', measured_value::bigint))
            as said_value,
        if(unit = 'share', format('{:.1f} %', 100 * expected_value), format('{:,}', expected_value::bigint))
            as said_expected
    from {{ ref('int_drifts_judged') }}
),

acknowledgements as (
    select * from {{ ref('stg_acknowledgements') }}
),

acknowledged as (
    select
        judged.* exclude (unit, said_value, said_expected),
        judged.source_name || ' ' || strftime(judged.posted_month, '%Y-%m') || ', ' || judged.measure || ': '
        || said_value || ' against ' || said_expected || ' in the months before' as finding,
        acknowledgements.acknowledged_reason,
        acknowledgements.acknowledged_by,
        acknowledgements.acknowledged_on
    from judged
    left join acknowledgements
        on
            judged.source_name = acknowledgements.source_name
            and judged.posted_month = acknowledgements.posted_month
            and judged.measure = acknowledgements.measure
            and judged.verdict in ('warned', 'stopped')
            and if(
                judged.direction = 'rise',
                judged.measured_value between judged.expected_value and acknowledgements.acknowledged_value,
                judged.measured_value between acknowledgements.acknowledged_value and judged.expected_value
            )
)

select * from acknowledged

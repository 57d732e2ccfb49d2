with months as (
    {{ all_months('int_occupation_readings_counted') }}
),

grouped as (
    select
        delivered_soc_code[:4] as delivered_minor_group,
        coalesce(read_soc_code[:4], 'none') as read_minor_group,
        sum(posting_count)::bigint as posting_count,
        coalesce(sum(posting_count) filter (where delivered_soc_code = read_soc_code), 0)::bigint
            as same_code_posting_count
    from months
    group by all
),

thresholds as (
    {{ thin_thresholds() }}
),

compared as (
    select
        grouped.*,
        thresholds.thin_below_posting_count,
        sum(posting_count) over (partition by delivered_minor_group) as delivered_group_posting_count,
        {{ share('posting_count', 'delivered_group_posting_count') }} as delivered_group_share,
        coalesce(
            sum(posting_count) filter (where read_minor_group <> 'none')
                over (partition by delivered_minor_group), 0
        ) as coded_group_posting_count
    from grouped
    cross join thresholds
)

select * from compared

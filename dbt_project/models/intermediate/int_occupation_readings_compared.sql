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

compared as (
    select
        *,
        sum(posting_count) over (partition by delivered_minor_group) as delivered_group_posting_count,
        {{ share('posting_count', 'delivered_group_posting_count') }} as delivered_group_share
    from grouped
)

select * from compared

with months as (
    {{ all_months('int_occupation_pays_counted') }}
),

totals as (
    select
        soc_code,
        credential_id,
        sum(posting_count)::double as n,
        sum(log_pay_millionths) / 1e6::double as logs,
        sum(log_pay_square_millionths) / 1e6::double as squares
    from months
    group by soc_code, credential_id
),

sides as (
    select
        named.soc_code,
        named.credential_id,
        named.n,
        everyone.n - named.n as other_n,
        named.logs / named.n as log_pay,
        (everyone.logs - named.logs) / nullif(other_n, 0) as other_log_pay,
        (named.squares - named.logs * log_pay) / nullif(named.n - 1, 0) as variance,
        (everyone.squares - named.squares - (everyone.logs - named.logs) * other_log_pay)
        / nullif(other_n - 1, 0) as other_variance
    from totals as named
    inner join totals as everyone on named.soc_code = everyone.soc_code and everyone.credential_id = 'all'
    where named.credential_id <> 'all'
),

compared as (
    select
        soc_code,
        credential_id,
        n::bigint as paid_posting_count,
        other_n::bigint as other_paid_posting_count,
        log_pay - other_log_pay as log_difference,
        variance / n + other_variance / other_n as squared_error,
        1.959964 * sqrt(if(squared_error < 0, 0, squared_error)) as log_margin,
        round(exp(log_difference) - 1, 6) as pay_difference,
        round(exp(log_difference - log_margin) - 1, 6) as pay_difference_low,
        round(exp(log_difference + log_margin) - 1, 6) as pay_difference_high
    from sides
)

select * from compared

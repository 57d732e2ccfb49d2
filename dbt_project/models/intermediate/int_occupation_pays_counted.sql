{{ config(tags=['monthly']) }}

-- Whole millionths, as in int_pay_cells_counted; their squares tell how far pay differs.
with pays as (
    select *, ln(yearly_pay) as log_pay from {{ ref('int_pays_profiled') }}
    where soc_code is not null
),

mentions as (
    select * from {{ ref('int_occupation_mentions_listed') }}
),

named as (
    select pays.*, 'all' as credential_id from pays
    union all
    select pays.*, mentions.credential_id
    from pays
    inner join mentions using (credential_set_id)
),

counted as (
    select
        posted_month,
        soc_code,
        credential_id,
        {{ summed('true') }} as posting_count,
        sum(posting_count * round(1000000 * log_pay)::bigint)::bigint as log_pay_millionths,
        sum(posting_count * round(1000000 * log_pay * log_pay)::bigint)::bigint as log_pay_square_millionths
    from named
    group by all
)

select * from counted

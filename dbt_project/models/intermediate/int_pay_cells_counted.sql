{{ config(tags=['monthly']) }}

-- Logarithms are summed as whole millionths: sums of fractions would depend on the order of the rows.
with pays as (
    select * from {{ ref('int_pays_profiled') }} where employer_name is not null
),

counted as (
    select
        posted_month,
        employer_name,
        state,
        soc_code,
        is_title_matched,
        definition_bits,
        is_matched,
        {{ summed('true') }} as posting_count,
        sum(posting_count * round(1000000 * ln(yearly_pay))::bigint)::bigint as log_pay_millionths
    from pays
    group by all
)

select * from counted

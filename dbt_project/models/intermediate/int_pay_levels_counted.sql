{{ config(tags=['monthly']) }}

with pays as (
    select * from {{ ref('int_pays_profiled') }}
),

counted as (
    select
        posted_month,
        soc_code,
        is_title_matched,
        definition_bits,
        is_matched,
        yearly_pay,
        {{ summed('true') }} as posting_count
    from pays
    group by all
)

select * from counted

{{ config(tags=['monthly']) }}

-- Few rows have both a delivered code and a reading: the join begins with the readings, and where there are
-- none no posting is read.
with readings as (
    select * from {{ ref('stg_readings') }}
),

postings as (
    select * from {{ ref('stg_postings') }} where occupation_code is not null
),

repeats as (
    select * from {{ ref('int_postings_repeated') }}
),

delivered as (
    select
        occupation_scheme,
        occupation_code,
        any_value(soc_code) as delivered_soc_code
    from {{ ref('int_occupation_candidates_listed') }}
    group by occupation_scheme, occupation_code
    having count(distinct soc_code) = 1
),

counted as (
    select
        postings.posted_month,
        delivered.delivered_soc_code,
        readings.soc_code as read_soc_code,
        count(*) as posting_count
    from postings
    inner join readings using (delivery_id, row_number)
    inner join delivered using (occupation_scheme, occupation_code)
    anti join repeats using (delivery_id, row_number)
    group by postings.posted_month, delivered.delivered_soc_code, readings.soc_code
)

select * from counted

with deliveries as (
    select * from {{ ref('stg_deliveries') }}
),

linked as (
    select delivery_id, count(*) as duplicate_count
    from {{ ref('int_postings_linked') }}
    where duplicate_of is not null
    group by delivery_id
),

restated as (
    select delivery_id, count(*) as restated_count
    from {{ ref('int_postings_restated') }}
    group by delivery_id
),

coded as (
    select
        delivery_id,
        count(soc_code) as coded_count,
        count(*) - count(soc_code) as abstained_count,
        count(*) filter (where is_in_united_states is null) as unknown_country_count,
        count(*) filter (where not is_in_united_states) as outside_us_count
    from {{ ref('int_postings_coded') }}
    group by delivery_id
),

counted as (
    select
        deliveries.*,
        coalesce(restated.restated_count, 0) as restated_count,
        coalesce(linked.duplicate_count, 0) as duplicate_count,
        coalesce(coded.coded_count, 0) as coded_count,
        coalesce(coded.abstained_count, 0) as abstained_count,
        coalesce(coded.unknown_country_count, 0) as unknown_country_count,
        coalesce(coded.outside_us_count, 0) as outside_us_count
    from deliveries
    left join linked using (delivery_id)
    left join restated using (delivery_id)
    left join coded using (delivery_id)
)

select * from counted

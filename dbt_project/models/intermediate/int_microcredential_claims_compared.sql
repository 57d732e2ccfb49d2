with claims as (
    select * from {{ ref('microcredential_claims') }}
),

measures as (
    select * from {{ ref('int_microcredentials_measured') }}
),

definitions as (
    select distinct definition_id from measures
),

compared as (
    select
        definitions.definition_id,
        claims.*,
        claims.measure_id is not null as is_measurable,
        measures.measured_value,
        round(measures.measured_value - claims.published_value, 6) as difference
    from definitions
    cross join claims
    left join measures using (definition_id, measure_id)
)

select * from compared

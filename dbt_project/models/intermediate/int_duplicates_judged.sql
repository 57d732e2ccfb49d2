-- The linked postings are looked up by themselves: a column for the reason would split the profiles.
with linked as (
    select * from {{ ref('int_postings_linked') }}
),

postings as (
    select * from {{ ref('stg_postings') }}
),

readings as (
    select *, {{ read_credentials('credentials') }} as read_credentials from {{ ref('stg_readings') }}
),

occupations as (
    select * from {{ ref('int_occupations_defined') }}
),

counted_countries as (
    select * from {{ ref('counted_countries') }}
),

definitions as (
    select definition_id from {{ ref('definitions') }} where is_default
),

credential_sets as (
    select *
    from {{ ref('int_credential_sets_listed') }}
    inner join {{ ref('int_credential_sets_matched') }} using (credential_set_id)
),

judged as (
    select
        postings.posted_month,
        linked.reason_id,
        linked.window_days,
        linked.is_repeated,
        coalesce(postings.country in (select country from counted_countries), false)
        and definitions.definition_id is not null as is_ai_posting,
        coalesce(credential_sets.is_matched, false) as is_matched
    from postings
    inner join linked using (delivery_id, row_number)
    left join readings using (delivery_id, row_number)
    left join occupations
        on
            postings.occupation_scheme is not distinct from occupations.occupation_scheme
            and postings.occupation_code is not distinct from occupations.occupation_code
            and readings.soc_code is not distinct from occupations.title_soc_code
    left join definitions
        on list_contains(string_split(occupations.definition_ids, '|'), definitions.definition_id)
    left join credential_sets
        on
            postings.credential_names is not distinct from credential_sets.credential_names
            and readings.read_credentials is not distinct from credential_sets.read_credentials
)

select * from judged

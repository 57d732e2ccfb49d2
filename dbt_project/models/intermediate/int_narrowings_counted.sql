{{ config(tags=['monthly']) }}

with credential_sets as (
    select * from {{ ref('int_credential_sets_counted') }}
),

narrowed as (
    select * from {{ ref('int_credential_sets_narrowed') }}
),

counted as (
    select
        credential_sets.definition_id,
        credential_sets.team,
        credential_sets.posted_month,
        credential_sets.named_by,
        {{ summed('narrowed.is_matched') }} as every_kind,
        {{ summed('narrowed.is_matched_without_mandated') }} as without_government_mandated,
        {{ summed('narrowed.is_matched_without_licenses') }} as without_licenses,
        {{ summed('narrowed.is_matched_without_accreditations') }} as without_accreditations,
        {{ summed('narrowed.earnable_until >= credential_sets.posted_month') }} as without_retired,
        {{ summed('narrowed.is_matched_explicit_ai') }} as explicit_ai,
        {{ summed('narrowed.is_matched_explicit_ai_extended') }} as explicit_ai_extended
    from credential_sets
    inner join narrowed using (credential_set_id)
    group by all
),

unpivoted as (
    unpivot counted
    on columns(* exclude (definition_id, team, posted_month, named_by))
    into name reading value matched_posting_count
)

select * from unpivoted

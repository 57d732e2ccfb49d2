with sets as (
    select * from {{ ref('int_credential_sets_listed') }}
),

matches as (
    select * from {{ ref('int_credential_sets_matched') }}
),

classed as (
    select
        sets.credential_names,
        sets.read_credentials,
        sets.credential_set_id,
        {
            'is_matched': matches.is_matched,
            'is_matched_whole_word': matches.is_matched_whole_word,
            'is_matched_reviewed': matches.is_matched_reviewed,
            'is_matched_explicit_ai': matches.is_matched_explicit_ai,
            'is_matched_text_only': matches.is_matched_text_only
        } as match_class
    from sets
    inner join matches using (credential_set_id)
)

select * from classed

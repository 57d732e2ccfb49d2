{{ config(tags=['monthly']) }}

with employers as (
    select * from {{ ref('int_employers_teamed') }}
),

counted as (
    select
        definition_id,
        posted_month,
        employer_name,
        {{ summed('true') }} as posting_count,
        {{ summed('match_class.is_matched') }} as matched_posting_count,
        {{ summed('match_class.is_matched_whole_word') }} as matched_whole_word_posting_count,
        {{ summed('match_class.is_matched_reviewed') }} as matched_reviewed_posting_count,
        {{ summed('match_class.is_matched_explicit_ai') }} as matched_explicit_ai_posting_count,
        {{ summed('match_class.is_matched_text_only') }} as matched_text_only_posting_count,
        {{ summed('named_by is not null') }} as covered_posting_count,
        {{ summed("named_by = 'text'") }} as read_posting_count,
        {{ summed("named_by = 'text' and match_class.is_matched") }} as matched_read_posting_count
    from employers
    group by all
)

select * from counted

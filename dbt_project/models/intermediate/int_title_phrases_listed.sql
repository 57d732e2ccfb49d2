with titles as (
    select string_split(title, ' ') as words from {{ ref('int_programme_titles_listed') }}
),

longest as (
    select threshold_value::integer as word_count
    from {{ ref('thresholds') }}
    where threshold_id = 'keyword_phrase_words'
),

stop_words as (
    select list(word) as words from {{ ref('title_stop_words') }}
),

begun as (
    select words, unnest(generate_series(1, len(words))) as first_word from titles
),

ended as (
    select
        begun.*,
        unnest(generate_series(
            begun.first_word, least(begun.first_word + longest.word_count - 1, len(begun.words))
        )) as last_word
    from begun
    cross join longest
),

cut as (
    select list_slice(words, first_word, last_word) as words from ended
),

listed as (
    select distinct array_to_string(cut.words, ' ') as phrase
    from cut
    cross join stop_words
    where not list_has_any(cut.words, stop_words.words)
)

select * from listed

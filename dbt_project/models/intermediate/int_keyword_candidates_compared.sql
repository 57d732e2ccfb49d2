with keywords as (
    select keyword_id, keyword, lower(keyword) as phrase, keyword_rank from {{ ref('keywords') }}
),

phrases as (
    select * from {{ ref('int_title_phrases_listed') }}
),

titles as (
    select * from {{ ref('int_programme_titles_listed') }}
),

candidates as (
    select
        coalesce(keywords.keyword_id, {{ slug('phrases.phrase') }}) as keyword_id,
        coalesce(keywords.keyword, phrases.phrase) as keyword,
        coalesce(keywords.phrase, phrases.phrase) as phrase,
        keywords.keyword_rank,
        keywords.keyword_id is not null as is_in_list
    from phrases
    full outer join keywords using (phrase)
),

programmes as (
    select
        count(distinct programme_id) filter (where is_about_ai) as ai_count,
        count(distinct programme_id) filter (where not is_about_ai) as other_count
    from titles
),

used as (
    select
        candidates.*,
        count(distinct titles.programme_id) filter (where titles.is_about_ai) as ai_programme_count,
        count(distinct titles.programme_id) filter (where not titles.is_about_ai) as other_programme_count
    from candidates
    left join titles on contains(' ' || titles.title, ' ' || candidates.phrase)
    group by all
),

compared as (
    select
        used.*,
        {{ keyness(
            'used.ai_programme_count', 'programmes.ai_count',
            'used.other_programme_count', 'programmes.other_count'
        ) }} as keyness
    from used
    cross join programmes
)

select * from compared

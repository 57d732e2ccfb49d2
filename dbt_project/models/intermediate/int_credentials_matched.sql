with listed as (
    select * from {{ ref('int_credentials_listed') }}
),

keywords as (
    select * from {{ ref('keywords') }}
),

false_positives as (
    select * from {{ ref('keyword_false_positives') }}
),

matches as (
    select
        listed.credential_id,
        list(keywords.keyword_id order by keywords.keyword_rank) as keyword_ids,
        bool_or({{ contains_word('listed.matched_name', 'keywords.keyword') }}) as is_whole_word
    from listed
    inner join keywords on contains(lower(listed.matched_name), lower(keywords.keyword))
    group by listed.credential_id
),

matched as (
    select
        listed.* exclude (matched_name),
        matches.keyword_ids[1] as keyword_id,
        matches.keyword_ids,
        matches.keyword_ids is not null as is_ai_related,
        coalesce(matches.is_whole_word, false) as is_ai_related_whole_word,
        matches.keyword_ids is not null and false_positives.credential_id is null as is_ai_related_reviewed
    from listed
    left join matches using (credential_id)
    left join false_positives using (credential_id)
)

select * from matched

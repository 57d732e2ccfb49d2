with catalogue as (
    select * from {{ ref('credentials') }}
),

names as (
    {{ all_months('int_uncatalogued_names_delivered') }}
),

keywords as (
    select * from {{ ref('keywords') }}
),

false_positives as (
    select * from {{ ref('keyword_false_positives') }}
),

listed as (
    select
        credential_id,
        credential_name,
        credential_name as matched_name,
        field,
        coalesce(explicit_ai, false) as is_explicit_ai,
        coalesce(explicit_ai_extended, false) as is_explicit_ai_extended
    from catalogue
    union all
    select
        credential_id,
        min(delivered_name) as credential_name,
        replace(split_part(credential_id, ':', 2), '_', ' ') as matched_name,
        null as field,
        false as is_explicit_ai,
        false as is_explicit_ai_extended
    from names
    group by credential_id
),

matches as (
    select
        listed.credential_id,
        min({ 'rank': keywords.keyword_rank, 'id': keywords.keyword_id }).id as keyword_id,
        bool_or({{ contains_word('listed.matched_name', 'keywords.keyword') }}) as is_whole_word
    from listed
    inner join keywords on contains(lower(listed.matched_name), lower(keywords.keyword))
    group by listed.credential_id
),

matched as (
    select
        listed.* exclude (matched_name),
        matches.keyword_id,
        matches.keyword_id is not null as is_ai_related,
        coalesce(matches.is_whole_word, false) as is_ai_related_whole_word,
        matches.keyword_id is not null and false_positives.credential_id is null as is_ai_related_reviewed
    from listed
    left join matches using (credential_id)
    left join false_positives using (credential_id)
)

select * from matched

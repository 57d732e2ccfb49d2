with mentions as (
    select * from {{ ref('int_mentions_resolved') }} where is_counted
),

credentials as (
    select * from {{ ref('int_credentials_listed') }}
),

candidates as (
    select * from {{ ref('int_keyword_candidates_judged') }}
),

matched as (
    select * from {{ ref('int_credential_sets_matched') }}
),

found as (
    select
        credentials.credential_id,
        unnest(if(candidates.is_proposed, [candidates.keyword_id, 'any'], [candidates.keyword_id]))
            as keyword_id,
        {{ contains_word('credentials.matched_name', 'candidates.keyword') }} as is_whole_word
    from credentials
    inner join candidates on contains(lower(credentials.matched_name), lower(candidates.keyword))
),

proposed as (
    select
        mentions.credential_set_id,
        found.keyword_id,
        bool_or(found.is_whole_word) as is_whole_word,
        not any_value(matched.is_matched) as is_added
    from mentions
    inner join found using (credential_id)
    inner join matched using (credential_set_id)
    group by mentions.credential_set_id, found.keyword_id
)

select * from proposed

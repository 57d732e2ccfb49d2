with credentials as (
    select * from {{ ref('int_credentials_matched') }} where is_ai_related
),

keywords as (
    select * from {{ ref('keywords') }}
),

false_positives as (
    select * from {{ ref('keyword_false_positives') }}
),

left_out as (
    select 'reviewed' as reading, *
    from credentials
    where not is_ai_related_reviewed
    union all
    select 'whole_word' as reading, *
    from credentials
    where not is_ai_related_whole_word
),

named as (
    select
        left_out.reading,
        left_out.credential_id,
        left_out.credential_name,
        keywords.keyword,
        if(left_out.reading = 'reviewed', false_positives.reason, null) as left_out_reason
    from left_out
    inner join keywords using (keyword_id)
    left join false_positives using (credential_id)
)

select * from named

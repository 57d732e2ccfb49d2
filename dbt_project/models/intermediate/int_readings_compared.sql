with postings as (
    select
        definition_id,
        team,
        {{ team_totals() }},
        coalesce(sum(matched_read_posting_count) / nullif(sum(matched_posting_count), 0), 0) as read_part,
        sum(matched_posting_count)::bigint as substring,
        sum(matched_reviewed_posting_count)::bigint as reviewed,
        sum(matched_whole_word_posting_count)::bigint as whole_word
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team
),

mentions as (
    select
        definition_id,
        team,
        credential_id,
        sum(mention_count)::bigint as matched_posting_count,
        sum(read_mention_count)::bigint as matched_read_posting_count
    from {{ ref('int_mentions_totalled') }}
    where mention_count > 0
    group by all
),

left_out as (
    select * from {{ ref('int_credentials_excluded') }}
),

readings as (
    select reading, reading_name, reading_rank from {{ ref('headline_readings') }} where varies = 'keyword'
),

headlines as (
    unpivot postings on substring, reviewed, whole_word into name reading value matched_posting_count
),

listed as (
    select
        * exclude (read_part),
        'any' as credential_id,
        'Any AI-related credential' as credential_name,
        matched_posting_count * read_part as matched_read_posting_count
    from headlines
    union all by name
    select
        mentions.*,
        left_out.* exclude (credential_id),
        postings.* exclude (definition_id, team, read_part, substring, reviewed, whole_word)
    from mentions
    inner join left_out using (credential_id)
    inner join postings using (definition_id, team)
),

compared as (
    select * from listed inner join readings using (reading)
)

select * from compared

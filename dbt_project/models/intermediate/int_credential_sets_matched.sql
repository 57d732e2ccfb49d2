with mentions as (
    select * from {{ ref('int_mentions_resolved') }}
),

credentials as (
    select * from {{ ref('int_credentials_matched') }}
),

flagged as (
    select
        mentions.credential_set_id,
        bool_or(mentions.is_counted) as is_any_counted,
        bool_or(mentions.is_counted and credentials.is_ai_related) as is_matched,
        bool_or(mentions.is_counted and credentials.is_ai_related_whole_word) as is_matched_whole_word,
        bool_or(mentions.is_counted and credentials.is_ai_related_reviewed) as is_matched_reviewed,
        bool_or(mentions.is_counted and credentials.is_explicit_ai) as is_matched_explicit_ai,
        bool_or(credentials.is_ai_related)
        and not bool_or(mentions.is_counted and credentials.is_ai_related) as is_matched_text_only,
        bool_or(mentions.is_counted and credentials.field is not distinct from 'project_management')
            as is_project_management,
        min(list_position({{ var('credential_statuses') }}, mentions.status)) filter (
            where mentions.is_counted and credentials.is_ai_related
        ) as status_rank
    from mentions
    inner join credentials using (credential_id)
    group by mentions.credential_set_id
),

matched as (
    select
        * exclude (status_rank),
        ({{ var('credential_statuses') }})[status_rank] as matched_status
    from flagged
)

select * from matched

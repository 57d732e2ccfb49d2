{{ config(meta={'dagster': {'ref': {'name': 'int_mentions_totalled'}}}) }}

with postings as (
    select definition_id, team, company, sum(posting_count) as posting_count
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team, company
)

select mentions.*, postings.posting_count
from {{ ref('int_mentions_totalled') }} as mentions
left join postings
    on
        mentions.definition_id = postings.definition_id
        and mentions.team = postings.team
        and mentions.company is not distinct from postings.company
where mentions.mention_count + mentions.text_only_mention_count > coalesce(postings.posting_count, 0)

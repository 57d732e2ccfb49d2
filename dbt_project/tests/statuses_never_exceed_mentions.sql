{{ config(meta={'dagster': {'ref': {'name': 'int_mentions_totalled'}}}) }}

select *
from {{ ref('int_mentions_totalled') }}
where
    {% for status in var('credential_statuses') -%}
        {{ '+ ' if not loop.first }}{{ status }}_mention_count
    {% endfor -%}
    > mention_count

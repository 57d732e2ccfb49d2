with retirements as (
    select * from {{ ref('int_retirements_followed') }}
),

final as (
    select
        definition_id,
        credential_id,
        months_since_retired,
        posted_month,
        credential_name,
        retired_on,
        posting_count,
        mention_count,
        {{ share('mention_count', 'posting_count') }} as mention_share,
        thin_reason is not null as is_thin,
        required_mention_count,
        successor_id,
        successor_name,
        successor_mention_count,
        {{ interval_columns(
            'mention_share', 'mention_count', 'posting_count', 'read_mention_count', 'read_posting_count',
            "'mention'"
        ) }},
        coverage_share,
        thin_reason
    from retirements
)

select * from final

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
        posting_count < thin_below_posting_count as is_thin,
        required_mention_count,
        successor_id,
        successor_name,
        successor_mention_count
    from retirements
)

select * from final

with mentions as (
    select * from {{ ref('int_retirements_counted') }}
),

credentials as (
    select * from {{ ref('credentials') }}
),

thresholds as (
    select * from {{ ref('thresholds') }} where threshold_id = 'retirement_months_before'
),

postings as (
    select
        definition_id,
        posted_month,
        {{ team_totals() }}
    from {{ ref('int_postings_totalled') }}
    where team = 'all'
    group by definition_id, posted_month
),

retired as (
    select distinct mentions.definition_id, credentials.*
    from mentions
    inner join credentials using (credential_id)
    where credentials.retired_on is not null
),

followed as (
    select
        postings.*,
        retired.credential_id,
        retired.credential_name,
        retired.retired_on,
        date_diff('month', retired.retired_on, postings.posted_month)::integer as months_since_retired,
        coalesce(own.mention_count, 0) as mention_count,
        coalesce(own.read_mention_count, 0) as read_mention_count,
        coalesce(own.required_mention_count, 0) as required_mention_count,
        successors.credential_id as successor_id,
        successors.credential_name as successor_name,
        if(retired.successor_id is null, null, coalesce(heirs.mention_count, 0)) as successor_mention_count
    from retired
    inner join postings on retired.definition_id = postings.definition_id
    left join credentials as successors on retired.successor_id = successors.credential_id
    left join mentions as own
        on
            retired.definition_id = own.definition_id
            and postings.posted_month = own.posted_month
            and retired.credential_id = own.credential_id
    left join mentions as heirs
        on
            retired.definition_id = heirs.definition_id
            and postings.posted_month = heirs.posted_month
            and retired.successor_id = heirs.credential_id
    where months_since_retired >= -(select threshold_value from thresholds)
)

select * from followed

with postings as (
    select * from {{ ref('int_requirements_totalled') }}
),

readings as (
    select
        reading_id,
        reading_rank,
        string_split(statuses, '|') as statuses
    from {{ ref('requirement_readings') }}
),

compared as (
    select
        postings.definition_id,
        postings.team,
        year(postings.posted_month)::integer as posted_year,
        readings.reading_id,
        readings.reading_rank,
        {{ summed('true') }} as posting_count,
        {{ summed('postings.is_matched') }} as named_posting_count,
        {{ summed('postings.matched_status is not null') }} as stated_posting_count,
        {{ summed('postings.is_matched and coalesce(list_contains(readings.statuses, postings.matched_status), '
            'readings.statuses is null)') }} as matched_posting_count,
        max(postings.thin_below_posting_count) as thin_below_posting_count
    from postings
    cross join readings
    group by all
)

select * from compared

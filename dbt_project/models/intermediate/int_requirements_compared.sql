with postings as (
    select * from {{ ref('int_requirements_totalled') }}
),

readings as (
    select * from {{ ref('requirement_readings') }}
),

read as (
    select
        postings.*,
        readings.reading_id,
        readings.reading_rank,
        readings.figure_id,
        readings.statuses is null
        or coalesce(list_contains(string_split(readings.statuses, '|'), postings.matched_status), false)
            as is_met
    from postings
    cross join readings
),

compared as (
    select
        definition_id,
        team,
        year(posted_month)::integer as posted_year,
        reading_id,
        reading_rank,
        figure_id,
        {{ summed('true') }} as posting_count,
        {{ summed('is_matched') }} as named_posting_count,
        {{ summed('matched_status is not null') }} as stated_posting_count,
        {{ summed('is_matched and is_met') }} as matched_posting_count,
        {{ summed("named_by = 'text' and is_matched and is_met") }} as matched_read_posting_count,
        {{ named_totals() }}
    from read
    group by all
)

select * from compared

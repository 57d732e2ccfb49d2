with postings as (
    select * from {{ ref('int_postings_totalled') }} where team = 'all'
),

figures as (
    select reference_id, group_id as soc_code, outside_value, true as is_in_file
    from {{ ref('stg_outside_figures') }}
    where group_kind = 'occupation'
),

assigned as (
    select * from {{ ref('int_references_assigned') }}
),

occupations as (
    select definition_id, soc_code from {{ ref('int_occupations_teamed') }}
),

titles as (
    select * from {{ ref('soc_2018') }}
),

counted as (
    select
        definition_id,
        soc_code,
        year(posted_month)::integer as posted_year,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as matched_posting_count,
        sum(matched_read_posting_count)::bigint as matched_read_posting_count
    from postings
    group by all
),

compared as (
    select
        occupations.definition_id,
        assigned.posted_year,
        occupations.soc_code,
        titles.occupation_title,
        assigned.reference_id,
        assigned.outside_period,
        figures.outside_value,
        if(
            figures.outside_value is null, if(figures.is_in_file, 'not published', 'not in the file'), null
        ) as outside_gap_reason,
        coalesce(counted.posting_count, 0) as posting_count,
        coalesce(counted.matched_posting_count, 0) as matched_posting_count,
        coalesce(counted.thin_reason, if(counted.posting_count is null, 'no postings', null)) as thin_reason,
        counted.* exclude (
            definition_id, soc_code, posted_year, posting_count, matched_posting_count, thin_reason
        )
    from occupations
    cross join assigned
    inner join titles using (soc_code)
    left join counted using (definition_id, posted_year, soc_code)
    left join figures using (reference_id, soc_code)
)

select * from compared

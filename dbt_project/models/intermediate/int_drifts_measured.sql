with months as (
    select *, sum(row_count) over (partition by posted_month) as all_row_count
    from {{ ref('int_source_months_listed') }}
),

unpivoted as (
    select
        source_name,
        posted_month,
        is_latest,
        unnest([
            { 'measure': 'volume', 'part': row_count, 'base': 1 },
            { 'measure': 'source_share', 'part': row_count, 'base': all_row_count },
            { 'measure': 'distinct_share', 'part': posting_count, 'base': row_count },
            { 'measure': 'employer_share', 'part': employer_count, 'base': row_count },
            { 'measure': 'text_share', 'part': text_count, 'base': row_count },
            { 'measure': 'us_share', 'part': us_count, 'base': posting_count },
            { 'measure': 'coded_share', 'part': coded_count, 'base': posting_count },
            { 'measure': 'credential_share', 'part': credential_count, 'base': posting_count },
            { 'measure': 'matched_share', 'part': matched_count, 'base': posting_count }
        ]) as one
    from months
),

measured as (
    select
        * exclude (one),
        one.measure,
        one.base::bigint as base_count,
        {{ share('one.part', 'one.base') }} as measured_value
    from unpivoted
    where one.base > 0 and one.part is not null
)

select * from measured

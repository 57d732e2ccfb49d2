with months as (
    {{ all_months('int_employer_names_counted') }}
),

employers as (
    select * from {{ ref('int_employers_identified') }}
),

aliases as (
    select * from {{ ref('int_employer_aliases_listed') }}
),

resolved as (
    select
        months.employer_name,
        coalesce(aliases.employer_group, employers.employer_key) as employer,
        months.posting_count,
        case
            when months.employer_name is null then 'missing'
            when employers.kind <> 'employer' then employers.kind
            when employers.is_address then 'address'
            when aliases.employer_group is not null then 'group'
            else 'own_name'
        end as resolved_by
    from months
    left join employers using (employer_name)
    left join aliases
        on
            employers.employer_key = aliases.employer_key
            and months.posted_month >= aliases.valid_from
            and months.posted_month < aliases.valid_to
),

thresholds as (
    {{ thin_thresholds() }}
),

totalled as (
    select
        resolved_by,
        count(distinct employer_name) as name_count,
        count(distinct employer) as employer_count,
        sum(posting_count)::bigint as posting_count,
        any_value(thresholds.thin_below_posting_count) as thin_below_posting_count
    from resolved
    cross join thresholds
    group by resolved_by
)

select * from totalled

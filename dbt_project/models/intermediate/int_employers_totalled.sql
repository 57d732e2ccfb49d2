with months as (
    {{ all_months('int_employers_counted') }}
),

employers as (
    select * from {{ ref('int_employers_identified') }} where kind <> 'unnamed'
),

aliases as (
    select * from {{ ref('int_employer_aliases_listed') }}
),

thresholds as (
    {{ thin_thresholds() }}
),

ranks as (
    select threshold_value as last_rank from {{ ref('thresholds') }} where threshold_id = 'largest_employers'
),

totalled as (
    select
        months.* exclude (employer_name),
        months.employer_name as delivered_name,
        -- Of a name in another script a slug would leave nothing, or only its legal form.
        case
            when aliases.employer_group is not null then {{ slug('aliases.employer_group') }}
            when regexp_full_match(employers.employer_key, '[a-z0-9 ]+')
                then {{ slug('employers.employer_key') }}
            else left(md5(employers.employer_key), 12)
        end as employer_id,
        coalesce(aliases.employer_group, employers.shown_name) as employer_name,
        employers.kind,
        aliases.employer_group is not null as is_group,
        thresholds.thin_below_posting_count,
        thresholds.thin_below_coverage_share,
        ranks.last_rank
    from months
    inner join employers using (employer_name)
    left join aliases
        on
            employers.employer_key = aliases.employer_key
            and months.posted_month >= aliases.valid_from
            and months.posted_month < aliases.valid_to
    cross join thresholds
    cross join ranks
)

select * from totalled

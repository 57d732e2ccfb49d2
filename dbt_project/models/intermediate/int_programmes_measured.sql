with programmes as (
    select programmes.programme_id, members.grouping_level, members.member_id
    from {{ ref('programmes') }} as programmes
    inner join {{ ref('int_microcredentials_grouped') }} as members using (credential_id)
    where members.grouping_level in ('credential', 'issuer')
),

months as (
    {{ all_months('int_microcredentials_counted') }}
),

postings as (
    select
        definition_id,
        soc_code,
        any_value(occupation_title) as occupation_title,
        {{ team_totals() }},
        sum(sum(posting_count)) over (partition by definition_id)::bigint as all_posting_count,
        sum(sum(read_posting_count)) over (partition by definition_id)::bigint as all_read_posting_count
    from {{ ref('int_postings_totalled') }}
    where team = 'all' and soc_code is not null
    group by definition_id, soc_code
),

named as (
    select
        postings.definition_id,
        postings.soc_code,
        programmes.programme_id,
        {%- set own = "grouping_level = 'credential' and months.soc_code = postings.soc_code" %}
        {{ summed(own, 'matched_posting_count') }} as matched_posting_count,
        {{ summed(own ~ " and named_by = 'text'", 'matched_posting_count') }} as matched_read_posting_count,
        {{ summed("grouping_level = 'issuer'", 'matched_posting_count') }} as issuer_posting_count,
        {{ summed("grouping_level = 'issuer' and named_by = 'text'", 'matched_posting_count') }}
            as issuer_read_posting_count
    from postings
    cross join programmes
    left join months using (definition_id, grouping_level, member_id)
    group by postings.definition_id, postings.soc_code, programmes.programme_id
),

measured as (
    select
        postings.*,
        named.* exclude (definition_id, soc_code),
        {{ share('named.matched_posting_count', 'postings.posting_count') }} as relevance_share,
        {{ share('named.issuer_posting_count', 'postings.all_posting_count') }} as recognition_share
    from postings
    inner join named using (definition_id, soc_code)
)

select * from measured

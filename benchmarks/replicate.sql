-- The brief's figures counted from the raw tables job and certification; run by replicate.py.
-- Seeds stand as tables by name; the variables scale and big_tech_scale say how much of the brief a sample holds.

-- Occupation codes of the four teams.
create table detail as
select distinct occupation_code as code, soc_code, team
from job join occupation_teams on left(occupation_code, 7) = soc_code where tier in ('A', 'B');

-- Delivered employer names of the six companies, with the days between which they belonged to them.
create macro bare(name) as regexp_replace(trim(regexp_replace(lower(name), '[^a-z0-9]+', ' ', 'g')),
    '( (inc|corp|corporation|company|co|llc|ltd))+$', '');
create table owner as
select distinct delivered.name, coalesce(valid_from, date '0001-01-01') as since,
    coalesce(valid_to, date '9999-12-31') as until
from (select distinct canon_employer as name from job) as delivered
join company_aliases on bare(delivered.name) = bare(employer_name);

-- Delivered credential names by the catalogue's name, else as they are; related where that contains a keyword.
create macro plain(name) as trim(regexp_replace(lower(name), '[^a-z0-9+#&]+', ' ', 'g'));
create table spelling as
select plain(text) as text, any_value(credential_id) as id, any_value(credential_name) as canonical,
    any_value(field) as field
from (select *, unnest([credential_name] || string_split(coalesce(aliases, ''), '|')) as text from credentials)
where plain(text) <> '' group by 1 having count(distinct credential_id) = 1;
create table name as
select delivered, coalesce(id, delivered) as id, coalesce(field = 'project_management', false) as managing,
    exists (
        select 1 from keywords where contains(lower(coalesce(canonical, delivered)), lower(keyword))
    ) as related
from (select distinct canon_certification as delivered from certification)
left join spelling on plain(delivered) = text;

-- Every posting once; rows that break the contract, stand abroad or belong to no team are left out.
create table posting as
select job_id, min(year(retrieval_date)) as year, min(code) as code, count(owner.name) > 0 as big_tech
from job join detail on code = occupation_code
left join owner on owner.name = canon_employer and retrieval_date >= since and retrieval_date < until
where trim(clean_job_title) <> '' and record_country in ('US', 'USA', 'United States')
    and retrieval_date between date '1990-01-01' and date '2021-07-01'
group by job_id;
create table mention as
select distinct job_id, id, related, managing from certification join name on canon_certification = delivered;
create table counted as
select posting.*, soc_code, team, job_id in (select job_id from mention where related) as matched
from posting join detail using (code);
create table named as select counted.*, id, related, managing from mention join counted using (job_id);

-- Every published cell beside the count.
create table cell as
with groups as (
    select 'A1' as exhibit, year::varchar as cell, count(*) as n, count(*) filter (matched) as m
    from counted group by 2
    union all select '2', coalesce(team, 'all'), count(*), count(*) filter (matched)
    from counted group by rollup (team)
    union all select 'A2', year::varchar, count(*), count(*) filter (matched)
    from counted where big_tech group by 2
),
printed_groups as (
    select 'A1' as exhibit, posted_year::varchar as cell, * from table_a1_by_year
    union all by name select '2' as exhibit, team as cell, * from table_2_by_team
    union all by name select 'A2' as exhibit, posted_year::varchar as cell, * from table_a2_big_tech_by_year
),
tops as (
    select '3, 4' as exhibit, team || ' ' || id as cell, count(*) as n,
        rank() over (partition by team order by count(*) desc) as place
    from named where related group by team, id
    union all select '5', id, count(*), rank() over (order by count(*) desc)
    from named where related and big_tech group by id
),
printed_tops as (
    select '3, 4' as exhibit, team || ' ' || credential_id as cell, mention_count as n, credential_rank as place
    from table_3_4_top_certifications
    union all select '5', credential_id, matched_posting_count, credential_rank
    from table_5_big_tech_certifications
),
postings as (select team, count(*) as whole from counted group by team),
shares as (
    select unnest([
        {'name': 'pmp_product_share', 'part': count(*) filter (team = 'product' and id = 'pmp'),
            'team': 'product'},
        {'name': 'project_management_product_share',
            'part': count(distinct job_id) filter (team = 'product' and managing), 'team': 'product'},
        {'name': 'mcse_technical_1_share', 'part': count(*) filter (team = 'technical_1' and id = 'mcse'),
            'team': 'technical_1'},
        {'name': 'aws_csa_technical_1_share', 'team': 'technical_1',
            'part': count(*) filter (team = 'technical_1' and id = 'aws_certified_solutions_architect')}
    ], recursive := true) from named
),
measured as (
    select name, 100 * part / whole as value from shares join postings using (team)
    union all
    select figure_id, 100 * sum(n) filter (code = right(prose_figures.cell, 10)) / sum(n)
    from (select soc_code, code, count(*) as n from counted group by all)
    join prose_figures on prose_figures.cell like soc_code || ', __-____.__' group by figure_id
    union all
    select 'aws_csa_technical_1_rank', place from tops
    where cell = 'technical_1 aws_certified_solutions_architect'
)
select exhibit, cell || ' postings' as cell, posting_count as published, n as counted, 'count' as unit, 1.0 as step
from printed_groups left join groups using (exhibit, cell)
union all select exhibit, cell || ' matched', matched_posting_count, m, 'count', 1
from printed_groups left join groups using (exhibit, cell)
union all select exhibit, cell || ' percent', matched_share_percent, 100 * m / n, 'ratio', 0.1
from printed_groups left join groups using (exhibit, cell)
union all select exhibit, cell || ' mentions', printed.n, tops.n, 'count', 1
from printed_tops as printed left join tops using (exhibit, cell)
union all select exhibit, cell || ' rank', printed.place, tops.place, 'rank', 1
from printed_tops as printed left join tops using (exhibit, cell)
union all
select 'text', figure_id, published_value, value, unit, coalesce(try_cast(printed_precision as double), 0)
from prose_figures join measured on name = figure_id;

create view compared as
select exhibit, cell, unit, expected, counted, case
    when unit = 'count' then coalesce(counted, 0) - expected
    when step = 0 then least(counted - expected, 0)
    else round(round(counted / step) * step - expected, 6) end as difference
from (
    select *, published * case
        when unit <> 'count' then 1
        when exhibit in ('A2', '5') then getvariable('big_tech_scale')
        else getvariable('scale') end as expected
    from cell where unit not in ('rank', 'ratio') or getvariable('scale') = 1
)
order by exhibit, cell;

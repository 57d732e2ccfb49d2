"""Small sound marts of requirements and degrees beside those of `sound_batches`, and faults for them."""

from __future__ import annotations

_DEGREES = """
    count(*) filter (where is_matched) as matched_posting_count,
    count(*) filter (where is_matched and is_known) as known_posting_count,
    share(known_posting_count, nullif(matched_posting_count, 0)) as coverage_share,
    count(*) filter (where is_matched and is_degree) as degree_posting_count,
    share(degree_posting_count, nullif(known_posting_count, 0)) as degree_share,
    count(*) filter (where is_matched and min_education = 'bachelor') as four_year_degree_posting_count,
    share(four_year_degree_posting_count, nullif(known_posting_count, 0)) as four_year_degree_share,
    degree_posting_count as judged_degree_posting_count,
    count(*) filter (where is_matched and is_degree and i % 20 = 0) as in_lieu_posting_count,
    share(in_lieu_posting_count, nullif(judged_degree_posting_count, 0)) as in_lieu_share,
    known_posting_count - degree_posting_count as credential_only_posting_count,
    share(credential_only_posting_count, nullif(known_posting_count, 0)) as credential_only_share,
    count(*) filter (where is_matched and is_known and not is_degree and status in ('required', 'obtain'))
        as required_credential_only_posting_count,
    share(required_credential_only_posting_count, nullif(known_posting_count, 0))
        as required_credential_only_share,
    count(*) filter (where is_known) as ai_known_posting_count,
    count(*) filter (where is_degree) as ai_degree_posting_count,
    share(ai_degree_posting_count, nullif(ai_known_posting_count, 0)) as ai_degree_share,
    ai_degree_posting_count as minimum_posting_count,
    count(*) filter (where min_education = 'bachelor') as four_year_minimum_posting_count,
    share(four_year_minimum_posting_count, nullif(minimum_posting_count, 0)) as four_year_minimum_share,
    matched_posting_count < 30 as is_thin
"""

REQUIREMENTS = f"""
create temp table asking as
select *, year(posted_month)::integer as posted_year, min_education <> 'unknown' as is_known,
    min_education in ('associate', 'bachelor') as is_degree
from (
    select *, ['required', 'obtain', 'preferred', null][i // 10 % 4 + 1] as status,
        ['bachelor', 'none_stated', 'associate', 'unknown'][i // 40 % 4 + 1] as min_education
    from teamed
);
create table requirements__by_status as
with teams as (
    select definition_id, team, sum(mention_count) as named_mention_count
    from certifications__top_by_team group by all
)
select definition_id, team, 2019 as posted_year, status,
    (if(status = 'required', named_mention_count - 2, 1))::bigint as mention_count,
    share(mention_count, named_mention_count) as mention_share,
    if(status = 'unstated', null, share(mention_count, named_mention_count - 1)) as of_stated_share,
    named_mention_count, named_mention_count - 1 as stated_mention_count, false as is_thin
from teams, (values ('required'), ('preferred'), ('unstated')) as statuses(status);
create table requirements__readings as
select definition_id, team, posted_year, reading, reading_rank, count(*) as posting_count,
    count(*) filter (where is_matched and (statuses is null or list_contains(statuses, status)))
        as matched_posting_count,
    share(matched_posting_count, posting_count) as matched_share, false as is_thin,
    count(*) filter (where is_matched) as named_posting_count,
    count(*) filter (where is_matched and status is not null) as stated_posting_count,
    share(stated_posting_count, nullif(named_posting_count, 0)) as stated_share
from asking, (values
    ('any_mention', 1, null), ('required_or_obtain', 2, ['required', 'obtain']), ('required', 3, ['required'])
) as readings(reading, reading_rank, statuses)
group by all;
create table degrees__by_education as
with counted as (
    select definition_id, team, posted_year, min_education, 1 as education_rank, count(*) as posting_count,
        count(*) filter (where is_matched) as matched_posting_count
    from asking group by all
)
select *, share(matched_posting_count, posting_count) as matched_share,
    share(posting_count, sum(posting_count) over whole) as posting_share,
    share(matched_posting_count, nullif(sum(matched_posting_count) over whole, 0)) as matched_posting_share,
    false as is_thin
from counted window whole as (partition by definition_id, team, posted_year);
create table degrees__in_lieu as
select definition_id, team, posted_year, {_DEGREES} from asking group by definition_id, team, posted_year;
create table degrees__in_lieu_by_occupation as
select definition_id, team, soc_code, 'Occupation ' || soc_code as occupation_title, {_DEGREES}
from asking group by definition_id, team, soc_code;
create table degrees__in_lieu_by_company as
select definition_id, company, posted_year, {_DEGREES}
from (
    select * from asking where team <> 'all' and company is not null
    union all
    select * replace ('all' as company) from asking where team <> 'all' and company is not null
)
group by definition_id, company, posted_year;
"""


def _changed(expression: str) -> str:
    return f"select * replace ({expression}) from {{sound}}"


_DEGREE_FAULTS = {
    "grain_unique": "select * from {sound} union all select * from {sound}",
    "counts_ordered": _changed("degree_posting_count + 1 as degree_posting_count"),
    "shares_are_ratios": _changed("in_lieu_share * 100 as in_lieu_share"),
    "matched_as_in_demand": _changed("matched_posting_count + 1 as matched_posting_count"),
}
REQUIREMENT_FAULTS: dict[str, dict[str, str]] = {
    "requirements__by_status": {
        "columns_present": "select * exclude (of_stated_share) from {sound}",
        "grain_unique": "select * from {sound} union all select * from {sound}",
        "grain_stated": _changed("null as status"),
        "status_known": _changed("'wanted' as status"),
        "shares_are_ratios": _changed("mention_share * 100 as mention_share"),
        "statuses_add_up": "select * from {sound} where status <> 'preferred'",
        "adds_up_to_credentials": _changed("mention_count * 2 as mention_count"),
    },
    "requirements__readings": {
        "has_rows": "select * from {sound} where false",
        "reading_known": _changed("'wished' as reading"),
        "shares_are_ratios": _changed("stated_share / 100 as stated_share"),
        "counts_ordered": _changed("posting_count as matched_posting_count"),
        "readings_nested": _changed("4 - reading_rank as reading_rank"),
        "any_mention_is_headline": "select * from {sound} where reading <> 'any_mention'",
    },
    "degrees__by_education": {
        "education_known": _changed("'diploma' as min_education"),
        "shares_are_ratios": _changed("matched_share * 100 as matched_share"),
        "shares_add_up": _changed("posting_share / 2 as posting_share"),
        "adds_up_to_demand": "select * from {sound} where min_education <> 'unknown'",
    },
    "degrees__in_lieu": {**_DEGREE_FAULTS, "team_known": _changed("'sales' as team")},
    "degrees__in_lieu_by_occupation": _DEGREE_FAULTS,
    "degrees__in_lieu_by_company": {**_DEGREE_FAULTS, "company_known": _changed("'Apple Bank' as company")},
}

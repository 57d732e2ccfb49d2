"""Small batches that every suite passes, so that a test can plant one fault at a time; all is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from sound_requirements import REQUIREMENTS

from credscope.contract import LAKE, LINKS, QUARANTINE, READING, REPEATS
from credscope.intake import Staged

TEXT = "We look for an engineer.\nA PMP certification is required."
START = TEXT.index("PMP certification")


def lake_months(folder: Path) -> list[Path]:
    """Two months of 120 lake rows each."""
    files = []
    folder.mkdir(parents=True, exist_ok=True)
    for number, month in enumerate((1, 2)):
        rows = [_posting(number * 120 + place, date(2020, month, place % 28 + 1)) for place in range(120)]
        files.append(folder / f"2020-{month:02d}.parquet")
        pq.write_table(pa.Table.from_pylist(rows, LAKE), files[-1])
    return files


def delivery(folder: Path) -> Staged:
    """A delivery of 250 rows: the 240 of `lake_months`, and ten in quarantine; none repeats another."""
    months = [file.stem for file in lake_months(folder / "months")]
    wrong = [
        {"delivery_id": "d1", "row_number": number, "reason": "title is blank"} for number in range(240, 250)
    ]
    pq.write_table(pa.Table.from_pylist(wrong, QUARANTINE), folder / "quarantine.parquet")
    pq.write_table(REPEATS.empty_table(), folder / "repeats.parquet")
    manifest = {
        "delivery_id": "d1", "source": "example", "delivered_on": "2020-06-30", "read_count": 250,
        "months": dict.fromkeys(months, 120),
    }  # fmt: skip
    return Staged(manifest, folder)


def reading_months(folder: Path) -> list[Path]:
    """Readings of `lake_months`, half of them with one mention."""
    files = []
    folder.mkdir(parents=True, exist_ok=True)
    for number, month in enumerate((1, 2)):
        rows = [_reading(number * 120 + place) for place in range(120)]
        files.append(folder / f"2020-{month:02d}.parquet")
        pq.write_table(pa.Table.from_pylist(rows, READING), files[-1])
    return files


def link_months(folder: Path) -> list[Path]:
    """Links of `lake_months`: in each month ten rows repeat the row before them, posted the day before."""
    files = []
    folder.mkdir(parents=True, exist_ok=True)
    for number, month in enumerate((1, 2)):
        rows = [_link(number * 120 + place) for place in range(1, 11)]
        files.append(folder / f"2020-{month:02d}.parquet")
        pq.write_table(pa.Table.from_pylist(rows, LINKS), files[-1])
    return files


def build_file(file: Path) -> Path:
    """A DuckDB file with the marts, most counted from one table of postings."""
    with duckdb.connect(str(file)) as connection:
        connection.execute(_MARTS + REQUIREMENTS)
    return file


def _posting(number: int, day: date) -> dict[str, Any]:
    known = dict.fromkeys(LAKE.names)
    return known | {
        "posting_id": f"{number:016x}", "source": "example", "source_posting_id": str(number),
        "delivery_id": "d1", "delivered_on": date(2020, 6, 30), "posted_date": day,
        "posted_date_basis": "stated", "title": f"Engineer {number % 9}",
        "employer_name": None if number % 50 == 0 else f"Example Works {number % 7}", "country": "US",
        "description": TEXT, "occupation_code": "15-1252.00", "occupation_scheme": "onet_soc_2019",
        "salary_min": 10.0, "salary_max": 20.0, "salary_unit": "HOUR", "row_number": number,
    }  # fmt: skip


def _reading(number: int) -> dict[str, Any]:
    mention = {
        "surface": "PMP certification", "credential_id": "pmp", "name": "Project Management Professional",
        "kind": "certification", "status": "required", "start": START,
        "end": START + len("PMP certification"),
    }  # fmt: skip
    return {
        "delivery_id": "d1", "row_number": number, "posting_id": f"{number:016x}",
        "credentials": [mention] if number % 2 else [],
        "generic_credential": False, "min_education": "bachelor", "preferred_education": None,
        "degree_substitutable": None, "education_evidence": [],
        "soc_code": "15-1252" if number % 3 else None,
        "soc_probability": 0.9, "soc_runner_up": "15-1251", "has_text": True,
    }  # fmt: skip


def _link(number: int) -> dict[str, Any]:
    return {
        "delivery_id": "d1", "row_number": number, "posting_id": f"{number:016x}",
        "duplicate_of": f"{number - 1:016x}", "duplicate_of_delivery_id": "d1",
        "duplicate_of_row_number": number - 1, "reason": "repost", "days_apart": 1, "similarity": 0.95,
        "rule_version": "v1",
    }  # fmt: skip


_MARTS = """
create temp table base as
select 'cset_2021' as definition_id, i, date '2019-06-01' + to_months((i % 12)::integer) as posted_month,
    ['technical_1', 'technical_2', 'product', 'commercial'][i % 4 + 1] as team,
    ['15-1252', '15-1232', '11-9199', '13-1199'][i % 4 + 1] as soc_code,
    i % 10 = 0 as is_matched, if(i % 20 = 0, ['Amazon', 'Google'][i // 20 % 2 + 1], null) as company
from range(400) as numbers(i);
create temp table teamed as
select * from base union all select * replace ('all' as team) from base;
create macro share(part, whole) as round(part / whole::double, 9);

create table demand__by_year as
select definition_id, year(posted_month)::integer as posted_year, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share
from base group by all;
create table demand__by_month as
select definition_id, posted_month::date as posted_month, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share
from base group by all;
create table demand__by_team as
select definition_id, team, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share
from teamed group by all;
create table demand__by_team_year as
select definition_id, team, year(posted_month)::integer as posted_year, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share
from teamed group by all;
create table trends__decomposition as
select later.definition_id, compared_with, later.posted_year, later.team, earlier.posted_year as base_year,
    earlier.posting_count as base_posting_count, earlier.matched_posting_count as base_matched_posting_count,
    earlier.matched_share as base_matched_share, later.posting_count, later.matched_posting_count,
    later.matched_share, later.matched_share - earlier.matched_share as matched_share_change,
    if(later.team = 'all', 4, 1) * whole.change / 4 as within_team_change, 0.0::double as mix_change,
    null::varchar as not_split_reason
from demand__by_team_year as later inner join demand__by_team_year as earlier using (definition_id, team)
inner join (
    select later.posted_year, later.matched_share - earlier.matched_share as change
    from demand__by_year as later
    inner join demand__by_year as earlier on later.posted_year > earlier.posted_year
) as whole on later.posted_year = whole.posted_year,
(values ('previous_year'), ('first_year')) as kinds(compared_with)
where later.posted_year > earlier.posted_year;
create table trends__momentum as
select definition_id, team, posted_month::date as posted_month, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share,
    count(*)::double as adjusted_posting_count, 0.1::double as adjusted_matched_share,
    null::varchar as not_adjusted_reason, null::double as posting_change_factor,
    null::double as share_change_size, 'too_few_months' as changes_not_sought_reason
from teamed group by all;
create table pay__premium as
select definition_id, team, posting_count, matched_posting_count, posting_count // 2 as paid_posting_count,
    share(posting_count // 2, posting_count) as paid_share,
    matched_posting_count // 2 as matched_paid_posting_count,
    share(matched_posting_count // 2, matched_posting_count) as matched_paid_share,
    90000.0::double as matched_median_pay, 80000.0::double as unmatched_median_pay,
    0.125::double as median_premium, posting_count // 4 as compared_posting_count,
    matched_posting_count // 4 as compared_matched_posting_count, 2::bigint as compared_employer_count,
    0.04::double as log_premium, 0.01::double as log_premium_standard_error, 0.02::double as log_premium_low,
    0.06::double as log_premium_high, round(exp(0.04) - 1, 6) as premium,
    round(exp(0.02) - 1, 6) as premium_low, round(exp(0.06) - 1, 6) as premium_high,
    null::varchar as not_estimated_reason, false as is_thin
from demand__by_team;
create table occupations__top_by_team as
select definition_id, team,
    row_number() over (partition by team order by count(*) filter (where is_matched) desc, soc_code)::integer
        as occupation_rank,
    soc_code, 'Occupation ' || soc_code as occupation_title, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share
from teamed group by definition_id, team, soc_code;
create table occupations__detail as
select definition_id, team, soc_code, soc_code || '.0' || i % 2 as onet_code, 'Detail' as detail_title,
    count(*) filter (where is_matched) as matched_posting_count, 0.5::double as detail_share
from base group by all;
create table certifications__top_by_team as
select definition_id, team, credential_rank, 'credential_' || credential_rank as credential_id,
    'Credential ' || credential_rank as credential_name,
    posting_count // 20 // credential_rank as mention_count,
    share(posting_count // 20 // credential_rank, posting_count) as mention_share
from demand__by_team, range(1, 3) as ranks(credential_rank);
create table project_management__by_team as
select definition_id, team, credential_id, upper(credential_id) as credential_name, posting_count,
    if(credential_id = 'any', 6, 4)::bigint as matched_posting_count,
    share(if(credential_id = 'any', 6, 4), posting_count) as matched_share
from demand__by_team, (values ('any'), ('pmp'), ('csm')) as named(credential_id);
create table microcredentials__demand as
select definition_id, team, posted_year, grouping_level, member_id, member_id as member_name, posting_count,
    if(grouping_level = 'all', 8, 5)::bigint as matched_posting_count,
    share(if(grouping_level = 'all', 8, 5), posting_count) as matched_share,
    2::bigint as required_posting_count, 0::bigint as text_only_posting_count
from demand__by_team_year,
    (values ('all', 'all'), ('kind', 'nanodegree'), ('kind', 'digital_badge'))
        as grouped(grouping_level, member_id);
create table microcredentials__claims as
select 'cset_2021' as definition_id, claim_id, 'a claim' as claim, 83.0::double as published_value,
    'percent' as unit, 'no source' as attributed_to, measured_value is not null as is_measurable,
    measured_value::double as measured_value, (measured_value - 83)::double as difference,
    'an answer' as answer
from (values ('one', 0.5), ('two', null)) as claims(claim_id, measured_value);
create table microcredentials__programmes as
select 'cset_2021' as definition_id, programme_id, '15-1252' as soc_code, 'A programme' as programme_name,
    'A school' as provider, 400::bigint as posting_count, 4::bigint as matched_posting_count,
    1.0::double as relevance_score, 0.5::double as recognition_score,
    null::double as ai_integration_score, 1.0::double as flexibility_score,
    0.5::double as cost_and_duration_score, 4 as known_criteria_count, 0.75::double as total_score
from (values ('one'), ('two')) as programmes(programme_id);
create table pathways__next_credential as
select '15-1252' as soc_code, held_credential_id, credential_rank::integer as credential_rank, credential_id,
    true as is_ai_occupation, 100::bigint as posting_count, matched_posting_count,
    share(matched_posting_count, 100) as matched_share, held_posting_count, both_posting_count,
    share(both_posting_count, held_posting_count) as co_demand_share,
    round(co_demand_share / matched_share, 6) as lift, 4::bigint as stated_posting_count,
    2::bigint as required_posting_count, 0.5::double as required_share, 6::bigint as paid_posting_count,
    0.1::double as pay_difference, 0.05::double as pay_difference_low, 0.15::double as pay_difference_high,
    advice, if(advice = 'advised', credential_id, null) as advised_credential_id, false as is_thin,
    matched_share / 2 as matched_share_low, 0.9::double as matched_share_high,
    co_demand_share / 2 as co_demand_share_low, 0.9::double as co_demand_share_high,
    0.1::double as required_share_low, 0.9::double as required_share_high, 1.0::double as coverage_share,
    null::varchar as thin_reason
from (values ('none', 1, 'pmp', 'advised', 40, 100, 40), ('none', 2, 'mcse', 'retired', 20, 100, 20),
        ('pmp', 1, 'mcse', 'retired', 20, 40, 10), ('mcse', 1, 'pmp', 'advised', 40, 20, 10))
    as steps(held_credential_id, credential_rank, credential_id, advice, matched_posting_count,
        held_posting_count, both_posting_count);
create table big_tech__by_year as
select definition_id, company, year(posted_month)::integer as posted_year, count(*) as posting_count,
    count(*) filter (where is_matched) as matched_posting_count,
    share(count(*) filter (where is_matched), count(*)) as matched_share
from (select * from base where company is not null
    union all select * replace ('all' as company) from base where company is not null)
group by all;
create table big_tech__top_certifications as
select 'cset_2021' as definition_id, credential_rank::integer as credential_rank,
    'credential_' || credential_rank as credential_id, 'Credential ' || credential_rank as credential_name,
    10 // credential_rank as matched_posting_count
from range(1, 4) as ranks(credential_rank);
create table replication__published as
select 'cset_2021' as definition_id, 'table_2' as exhibit, team as cell, 100.0::double as published_value,
    null::double as scaled_published_value,
    posting_count::double as measured_value, posting_count - 100.0::double as difference,
    null::varchar as note
from demand__by_team;
create table sensitivity__definitions as
select definition_id, 'Definition' as definition_name, true as is_default, posting_count,
    matched_posting_count, matched_share
from demand__by_team where team = 'all';
create table sensitivity__keywords as
select definition_id, team, keyword_id, keyword_id as keyword, posting_count,
    matched_posting_count * factor as matched_posting_count,
    share(matched_posting_count * factor, posting_count) as matched_share,
    matched_posting_count as headline_posting_count, matched_posting_count * factor as lost_posting_count,
    factor::double as lost_share
from demand__by_team, (values ('data', 1), ('spark', 0)) as keywords(keyword_id, factor);
create table sensitivity__keywords_proposed as
select definition_id, team, keyword_id, keyword_id as keyword, is_in_list, is_proposed, verdict,
    'Made up.' as verdict_reason, 3::bigint as ai_programme_count, 1::bigint as other_programme_count,
    4.5::double as keyness, posting_count, matched_posting_count as headline_posting_count,
    matched_posting_count * factor + added_count as matched_posting_count,
    share(matched_posting_count * factor + added_count, posting_count) as matched_share,
    added_count as added_posting_count, least(added_count, 1) as added_whole_word_posting_count,
    if(is_in_list or keyword_id = 'any', matched_posting_count * lost_factor, null) as lost_posting_count,
    0.0::double as matched_share_low, 1.0::double as matched_share_high, 1.0::double as coverage_share,
    false as is_thin, null::varchar as thin_reason
from demand__by_team, (values
    ('any', false, true, 'whole list', 1, 2, 0), ('data', true, true, 'kept', 1, 0, 1),
    ('spark', true, false, 'would be dropped', 0, 0, 0), ('ai', false, true, 'would be added', 0, 2, 0)
) as keywords(keyword_id, is_in_list, is_proposed, verdict, factor, added_count, lost_factor);
create table sensitivity__keyword_readings as
select definition_id, team, reading, credential_id, upper(credential_id) as credential_name,
    if(credential_id = 'any', null, 'AWS') as keyword, posting_count, matched_posting_count, matched_share
from demand__by_team, (values ('substring', 'any'), ('reviewed', 'any'), ('reviewed', 'aws_cwi'))
    as readings(reading, credential_id);
create table sensitivity__credential_kinds as
select definition_id, team, posted_year, reading, upper(reading) as reading_name, posting_count,
    matched_posting_count, matched_share
from demand__by_team_year,
    (values ('every_kind'), ('without_licenses'), ('explicit_ai'), ('explicit_ai_extended'))
        as readings(reading);
create table vendors__own_credentials as
select definition_id, vendor, named, part as posting_count, 2 as own_posting_count,
    share(2, part) as own_share, whole - part as others_posting_count, 5 as others_own_posting_count,
    share(5, whole - part) as others_own_share
from (select *, if(named = 'any', 60, matched_posting_count) as whole from demand__by_team,
        (values ('IBM', 10), ('Cisco', 20)) as vendors(vendor, part),
        (values ('any'), ('ai_related')) as namings(named)
    where team = 'all');
create table retirement__still_asked as
select definition_id, 'ccent' as credential_id,
    date_diff('month', date '2019-08-10', posted_month) as months_since_retired, posted_month,
    date '2019-08-10' as retired_on, posting_count, 2 as mention_count,
    share(2, posting_count) as mention_share, 1 as required_mention_count, 'ccna' as successor_id,
    5 as successor_mention_count
from demand__by_month;
create table benchmarks__external as
with years as (select definition_id, make_date(posted_year, 1, 1) as posted_period, * exclude (definition_id)
    from demand__by_year),
mixes as (
    select definition_id, posted_period, 'oews' as outside_source, 'occupation' as group_kind, group_id,
        posting_count // 2 as posting_count, matched_posting_count // 2 as matched_posting_count,
        0.5 as posting_share, 900.0 as outside_value, 0.5 as outside_share
    from years cross join (values ('15-1252'), ('15-1244')) as groups(group_id)
    union all by name
    select definition_id, posted_period, 'oews' as outside_source, 'all' as group_kind, 'all' as group_id,
        posting_count, matched_posting_count, 1800.0 as outside_value,
        share(matched_posting_count // 2, posting_count // 2) as reweighted_matched_share
    from years
    union all by name
    select definition_id, posted_month as posted_period, 'jolts' as outside_source, 'industry' as group_kind,
        '000000' as group_id, posting_count, matched_posting_count,
        1 / count(*) over (partition by definition_id) as posting_share, 70.0 as outside_value,
        1 / count(*) over (partition by definition_id) as outside_share,
        count(*) over (partition by definition_id) as common_month_count,
        0.5 as level_correlation, 0.2 as change_correlation
    from demand__by_month)
select *, null::varchar as outside_gap_reason, share(matched_posting_count, posting_count) as matched_share,
    posting_share / outside_share as share_ratio, 1.0 as reweighted_outside_share, 1.0 as coverage_share,
    false as is_thin, null::varchar as thin_reason
from mixes;
create table quality__deliveries as
select 'd1' as delivery_id, 'example' as source, 250 as read_count, 240 as accepted_count,
    10 as quarantined_count, 0 as restated_count, 5 as duplicate_count,
    200 as coded_count, 35 as abstained_count,
    240 as added_count, 0 as superseded_count, 0 as withdrawn_count;
create schema rules;
create table rules.definitions as select 'cset_2021' as definition_id, true as is_default;
create table quality__restatements as
select posted_month, 'earlier' as previous_release_id,
    if(month(posted_month) = 6, posting_count - 1, posting_count) as previous_posting_count, posting_count,
    posting_count - previous_posting_count as posting_count_change,
    matched_posting_count as previous_matched_posting_count, matched_posting_count,
    0::bigint as matched_posting_count_change, month(posted_month) = 6 as is_restated
from demand__by_month;
create table quality__duplicates as
with reasons as (
    from (values ('same_id', 2, true), ('same_text', 6, true), ('repost', 3, true), ('agency_copy', 1, true),
        ('other_city', 5, false), ('all', 12, true)) as named(reason, found, is_left_out)
)
select window_days::integer as window_days, reason, is_left_out and window_days = 60 as is_applied,
    1000::bigint as posting_count, (found * (window_days + 10) // 10)::bigint as duplicate_count,
    share(duplicate_count, posting_count) as duplicate_share,
    400 + if(reason = 'all' and window_days = 60, 0, 10)::bigint as ai_posting_count,
    40::bigint as matched_posting_count,
    share(matched_posting_count, ai_posting_count) as matched_share
from reasons, (values (0), (30), (60)) as windows(window_days);
create table employers__largest as
select 'cset_2021' as definition_id, employer_rank::integer as employer_rank,
    'works_' || employer_rank as employer_id, 'Works ' || employer_rank as employer_name,
    false as is_staffing, false as is_aggregator, false as is_group,
    40 - 10 * employer_rank as posting_count, 5 as matched_posting_count,
    share(5, 40 - 10 * employer_rank) as matched_share
from range(1, 4) as ranks(employer_rank);
create table quality__employers as
select resolved_by, 2 as name_count, 1 as employer_count, 50 as posting_count, 0.25::double as posting_share
from (values ('group'), ('own_name'), ('staffing'), ('missing')) as ways(resolved_by);
create table quality__places as
select country, country = 'US' as is_counted, 60 as posting_count, 0.5::double as posting_share,
    10 as remote_posting_count, 40 as unsaid_remote_posting_count
from (values ('US'), ('unknown')) as countries(country);
create table quality__pay as
select salary_unit, assumption, verdict, 90 as posting_count, 60000.0::double as median_yearly_min,
    80000.0::double as median_yearly_max
from (values ('YEAR', 'as stated', 'plausible'), ('HOUR', '2,080 hours', 'plausible'),
    ('none', 'none', 'unknown_unit')) as groups(salary_unit, assumption, verdict);
create table quality__drift as
select 'example' as source, posted_month, 'volume' as measure, 20.0::double as measured_value,
    20.0::double as expected_value, 12 as history_month_count, 1.0::double as change_factor,
    2.0::double as warn_beyond_factor, 4.0::double as stop_beyond_factor, 'steady' as verdict,
    null::varchar as not_judged_reason, 'fall' as direction, null::varchar as finding,
    null::varchar as acknowledged_reason, null::varchar as acknowledged_by, null::date as acknowledged_on
from demand__by_month;
create table quality__occupation_agreement as
from (values
    ('15-1', '15-1', 60, 50), ('15-1', '15-2', 25, 0), ('15-1', 'none', 15, 0), ('29-1', '29-1', 40, 40))
    as pairs(delivered_minor_group, read_minor_group, posting_count, same_code_posting_count)
select *, share(posting_count, sum(posting_count) over (partition by delivered_minor_group))
    as delivered_group_share;
"""

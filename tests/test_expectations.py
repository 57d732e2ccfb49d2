"""The suites: each says why, passes sound data, and misses a fault that is planted for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import dagster as dg
import pytest
from sound_batches import START, build_file, delivery, lake_months, link_months, reading_months
from sound_requirements import REQUIREMENT_FAULTS

from credscope.home import PROJECT_ROOT
from orchestration.batches import delivery_batch, link_batch, mart_batch, reading_batch
from orchestration.counted import audit_counts
from orchestration.expectations import Auditor, Verdict, check_result, load_suite, merge, suite_names
from orchestration.marts import mart_names

Ask = Callable[..., Verdict]


def changed(values: str) -> str:
    """The sound batch with columns replaced, as in `x + 1 as x`."""
    return f"select * replace ({values}) from {{sound}}"


def mention(
    name: str = "'P'", kind: str = "'license'", status: str = "'required'", start: int = START
) -> str:
    """The sound readings with one mention of three characters made as told."""
    made = (
        f"[{{'surface': 'PMP', 'credential_id': 'pmp', 'name': {name}, 'kind': {kind}, 'status': {status}, "
        f"'start': {start}, 'end': {start} + 3}}]"
    )
    return changed(f"if(row_number = 3, {made}, credentials) as credentials")


POSTING_FAULTS = {
    "columns_present": "select * exclude (employer_name) from {sound}",
    "has_rows": "select * from {sound} where false",
    "posting_id_stated": changed("if(row_number = 3, null, posting_id) as posting_id"),
    "every_row_once": "select * from {sound} where row_number <> 3",
    "one_delivery": changed("if(row_number = 3, 'd2', delivery_id) as delivery_id"),
    "title_stated": changed("if(row_number = 3, '  ', title) as title"),
    "title_short": changed("repeat(description, 9) as title, title as description"),
    "posted_date_in_month": changed("posted_date + 40 as posted_date"),
    "posted_date_in_range": changed("if(row_number = 3, date '2020-07-02', posted_date) as posted_date"),
    "posted_date_basis_known": changed("'guessed' as posted_date_basis"),
    "country_two_letters": changed("if(row_number = 3, 'USA', country) as country"),
    "country_mostly_known": "select * replace (null as country) from {sound} where month = '2020-01'",
    "employer_mostly_stated": changed(
        "if(month = '2020-02' and row_number % 10 > 1, null, employer_name) as employer_name"
    ),
    "employer_as_in_other_months": changed(
        "if(month = '2020-02' and row_number % 5 < 2, ' ', employer_name) as employer_name"
    ),
    "no_block_repeated": "select * from {sound} union all " + changed("row_number + 250 as row_number"),
    "salary_unit_known": changed("'EON' as salary_unit"),
    "salary_ordered": changed("salary_max as salary_min, salary_min as salary_max"),
    "salary_not_negative": changed("-1.0 as salary_min"),
    "occupation_scheme_known": changed("'vendor' as occupation_scheme"),
    "occupation_code_shaped": changed("title as occupation_code"),
    "emails_masked": changed("if(row_number = 3, 'write to a.b@example.com', description) as description"),
    "no_markup_left": changed("'<p>' || description || '</p>' as description"),
}
# Rows are what a rule is about, but for this one, which is about those that repeat others of their delivery.
REPEATS = {
    "no_block_repeated": "select delivery_id, row_number + 250 as row_number, month, posting_id, "
    "row_number as representative_row_number from {sound}",
}

READING_FAULTS = {
    "columns_present": "select * exclude (soc_code) from {sound}",
    "row_once": "select * from {sound} union all select * from {sound} where row_number = 3",
    "row_in_lake": changed("null as lake_row_number"),
    "span_is_surface": mention(start=START + 1),
    "mention_named": mention(name="' '"),
    "mention_status_known": mention(status="'wished'"),
    "mention_kind_known": mention(kind="'badge'"),
    "few_mentions_each": changed("flatten(list_transform(range(70), lambda i: credentials)) as credentials"),
    "credentials_not_everywhere": changed(
        "coalesce(nullif(credentials, []), max(credentials) over ()) as credentials"
    ),
    "min_education_known": changed("'kindergarten' as min_education"),
    "soc_code_shaped": changed("'15-1252.00' as soc_code"),
    "soc_probability_is_share": changed("1.2 as soc_probability"),
    "coded_with_probability": changed("null as soc_probability"),
    "runner_up_differs": changed("soc_code as soc_runner_up"),
}

LINK_FAULTS = {
    "columns_present": "select * exclude (similarity) from {sound}",
    "row_once": "select * from {sound} union all select * from {sound} where row_number = 3",
    "row_in_lake": changed("null as lake_posting_id"),
    "original_in_lake": changed("null as original_posting_id"),
    "not_of_itself": changed("posting_id as duplicate_of"),
    "in_its_month": changed("day + 40 as day"),
    "days_as_posted": changed("2 as days_apart"),
    "days_within_window": changed("61 as days_apart"),
    "original_first": changed("day + 1 as original_day"),
    "reason_known": changed("'alike' as reason"),
    "similarity_is_share": changed("1.2 as similarity"),
    "not_everything_linked": "select * replace (row_number + more.i * 20 as row_number) "
    "from {sound}, range(12) as more(i)",
}

DOUBLED = "select * from {sound} union all select * from {sound}"
PER_MENTION = changed("posting_count * 2 as matched_posting_count")
LOST = changed("posting_count - 1 as posting_count")
MART_FAULTS: dict[str, dict[str, str]] = {
    "demand__by_year": {
        "grain_unique": DOUBLED,
        "counts_ordered": PER_MENTION,
        "share_is_ratio": changed("matched_share * 100 as matched_share"),
        "adds_up_to_team_all": LOST,
        "year_in_range": changed("20 as posted_year"),
        "default_definition_present": changed("'x' as definition_id"),
    },
    "demand__by_month": {
        "adds_up_to_years": changed("posted_month + interval 1 year as posted_month"),
        "month_is_first_day": changed("posted_month + 1 as posted_month"),
    },
    "demand__by_team": {
        "teams_add_up": changed("posting_count + (team = 'product')::int as posting_count"),
        "team_known": changed("'sales' as team"),
        "has_rows": "select * from {sound} where false",
        "columns_present": "select * exclude (matched_share) from {sound}",
        "grain_stated": changed("null as team"),
    },
    "demand__by_team_year": {
        "adds_up_to_teams": "select * from {sound} where posted_year = 2019",
        "adds_up_to_years": changed("posted_year + 1 as posted_year"),
        "teams_add_up": changed("posting_count + (team = 'all')::int as posting_count"),
    },
    "certifications__top_by_team": {
        "rank_complete": "select * from {sound} where credential_rank > 1",
        "rank_follows_count": changed("3 - credential_rank as credential_rank"),
        "mentions_within_postings": changed("mention_count * 1000 as mention_count"),
        "name_stated": changed("null as credential_name"),
    },
    "occupations__top_by_team": {
        "adds_up_within_teams": changed("posting_count * 2 as posting_count"),
        "rank_follows_count": changed("-occupation_rank as occupation_rank"),
    },
    "occupations__detail": {
        "detail_of_occupation": changed("'99-9999.00' as onet_code"),
        "shares_within_one": changed("1.2 as detail_share"),
    },
    "project_management__by_team": {
        "any_covers_each": "select * from {sound} where credential_id <> 'any'",
    },
    "microcredentials__demand": {
        "counts_ordered": changed("matched_posting_count + 1 as required_posting_count"),
        "share_is_ratio": changed("matched_share * 100 as matched_share"),
        "all_covers_each": "select * from {sound} where grouping_level <> 'all'",
        "within_teams": changed("posting_count + 1 as posting_count"),
    },
    "microcredentials__claims": {
        "grain_unique": DOUBLED,
        "answered": changed("' ' as answer"),
        "difference_is_difference": changed("published_value - measured_value as difference"),
        "measured_only_where_measurable": changed("false as is_measurable"),
    },
    "microcredentials__programmes": {
        "scores_within_one": changed("1.5 as flexibility_score"),
        "total_is_mean_of_known": changed("0.6 as total_score"),
        "counts_ordered": changed("posting_count + 1 as matched_posting_count"),
    },
    "pathways__next_credential": {
        "grain_unique": DOUBLED,
        "counts_ordered": changed("held_posting_count + 1 as both_posting_count"),
        "statuses_ordered": changed("stated_posting_count + 1 as required_posting_count"),
        "paid_within_matched": changed("matched_posting_count + 1 as paid_posting_count"),
        "shares_are_ratios": changed("co_demand_share / 2 as co_demand_share"),
        "lift_is_ratio": changed("co_demand_share as lift"),
        "shares_have_intervals": changed("null as required_share_low"),
        "ranks_follow_counts": changed("3 - credential_rank as credential_rank"),
        "nothing_held_is_everyone": changed(
            "if(held_credential_id = 'none', 90, held_posting_count) as held_posting_count"
        ),
        "pairs_in_both_orders": changed(
            "if(credential_id = 'pmp', 9, both_posting_count) as both_posting_count"
        ),
        "never_itself": changed("credential_id as held_credential_id"),
        "advice_fits": changed("credential_id as advised_credential_id"),
        "thin_has_a_reason": changed("true as is_thin"),
    },
    "big_tech__by_year": {
        "companies_add_up": changed(
            "if(company = 'Google', posting_count * 2, posting_count) as posting_count"
        ),
        "company_known": changed("'Apple Bank' as company"),
        "within_all_postings": changed("posting_count * 99 as posting_count"),
    },
    "big_tech__top_certifications": {
        "within_big_tech": changed("matched_posting_count * 99 as matched_posting_count"),
    },
    "sensitivity__definitions": {
        "grain_unique": DOUBLED,
        "counts_ordered": PER_MENTION,
        "share_is_ratio": changed("matched_share * 100 as matched_share"),
        "as_in_demand": changed("posting_count - 1 as posting_count"),
        "one_default": DOUBLED,
    },
    "sensitivity__keywords": {
        "counts_ordered": changed("matched_posting_count + 99 as matched_posting_count"),
        "lost_within_matched": changed("lost_posting_count + 1 as lost_posting_count"),
        "lost_share_is_ratio": changed("lost_share / 2 as lost_share"),
        "headline_as_in_demand": changed("headline_posting_count + 1 as headline_posting_count"),
        "lost_once": changed("headline_posting_count as lost_posting_count"),
        "headline_is_reached": "select * from {sound} where keyword_id <> 'data'",
    },
    "sensitivity__keywords_proposed": {
        "share_is_ratio": changed("matched_share / 2 as matched_share"),
        "verdict_follows": changed("'kept' as verdict"),
        "added_within_matched": changed("matched_posting_count + 1 as added_posting_count"),
        "list_adds_nothing": changed("null as lost_posting_count"),
        "lists_balance": changed("lost_posting_count + 1 as lost_posting_count"),
        "list_holds_its_keywords": "select * from {sound} where keyword_id <> 'any'",
        "as_in_keywords": "select * from {sound} where keyword_id <> 'spark'",
        "headline_as_in_demand": changed("headline_posting_count + 1 as headline_posting_count"),
        "interval_holds_counts": changed("1.1 as matched_share_low"),
        "thin_cells_have_a_reason": changed("true as is_thin"),
    },
    "sensitivity__keyword_readings": {
        "readings_known": changed("'fuzzy' as reading"),
        "any_as_in_demand": "select * from {sound} where credential_id <> 'any'",
        "stricter_counts_fewer": changed(
            "matched_posting_count + (reading = 'reviewed')::int as matched_posting_count"
        ),
        "names_stated": changed("null as keyword"),
    },
    "sensitivity__credential_kinds": {
        "every_kind_as_in_demand": changed("matched_posting_count + 1 as matched_posting_count"),
        "narrower_counts_fewer": changed(
            "if(reading = 'every_kind', 0, matched_posting_count) as matched_posting_count"
        ),
        "explicit_within_extended": changed(
            "if(reading = 'explicit_ai_extended', 0, matched_posting_count) as matched_posting_count"
        ),
        "every_reading_everywhere": (
            "select * from {sound} where posted_year = 2019 or reading = 'every_kind'"
        ),
    },
    "vendors__own_credentials": {
        "counts_ordered": changed("99 as own_posting_count"),
        "others_counts_ordered": changed("99 as others_own_posting_count"),
        "share_is_ratio": changed("own_share * 100 as own_share"),
        "others_share_is_ratio": changed("others_own_share * 100 as others_own_share"),
        "naming_known": changed("'required' as named"),
        "sides_make_a_whole": changed("if(vendor = 'IBM', 11, posting_count) as posting_count"),
        "ai_related_as_in_demand": changed("others_posting_count + 1 as others_posting_count"),
        "ai_related_within_any": changed("if(named = 'any', 3, posting_count) as posting_count"),
    },
    "retirement__still_asked": {
        "counts_ordered": changed("posting_count + 1 as mention_count"),
        "required_within_mentions": changed("3 as required_mention_count"),
        "share_is_ratio": changed("mention_share * 100 as mention_share"),
        "months_follow": changed("months_since_retired + 1 as months_since_retired"),
        "postings_as_in_demand": changed("posting_count + 1 as posting_count"),
        "successors_stated": changed("null as successor_mention_count"),
    },
    "benchmarks__external": {
        "columns_present": "select * exclude (share_ratio) from {sound}",
        "grain_unique": DOUBLED,
        "groups_known": changed("'occupation' as group_kind"),
        "counts_ordered": PER_MENTION,
        "share_is_ratio": changed("matched_share * 100 as matched_share"),
        "ratio_follows": changed("outside_share / posting_share / 2 as share_ratio"),
        "figure_or_reason": changed("null as outside_value"),
        "mixes_add_up": "select * from {sound} where group_id <> '15-1252'",
        "trends_add_up": "select * from {sound} where month(posted_period) <> 3",
        "postings_as_in_demand": LOST,
        "weighted_within_occupations": changed("reweighted_matched_share * 2 as reweighted_matched_share"),
        "correlations_in_range": changed("1.5 as level_correlation"),
    },
    "replication__published": {
        "difference_is_difference": changed("difference + 1 as difference"),
        "published_value_stated": changed("null as published_value"),
    },
    "trends__decomposition": {
        "grain_unique": DOUBLED,
        "comparisons_known": changed("posted_year as base_year"),
        "counts_as_in_demand": changed("base_posting_count + 1 as base_posting_count"),
        "parts_add_up": changed("0.001 as mix_change"),
        "teams_add_up": "select * from {sound} where team <> 'product'",
        "split_or_reason": changed("null as mix_change"),
    },
    "trends__momentum": {
        "grain_unique": DOUBLED,
        "counts_add_up_to_years": "select * from {sound} where month(posted_month) <> 7",
        "adjusted_or_reason": changed("null as adjusted_matched_share"),
        "adjusted_in_range": changed("1.2 as adjusted_matched_share"),
        "changes_where_sought": changed("0.01 as share_change_size"),
        "changes_have_a_possible_size": changed("-0.2 as posting_change_factor"),
        "season_keeps_the_level": changed("2 * posting_count as adjusted_posting_count"),
    },
    "pay__premium": {
        "grain_unique": DOUBLED,
        "counts_as_in_demand": changed("posting_count + 1 as posting_count"),
        "counts_within": changed("posting_count as matched_paid_posting_count"),
        "shares_are_ratios": changed("matched_paid_share / 2 as matched_paid_share"),
        "medians_plausible": changed("42.5 as matched_median_pay"),
        "premium_or_reason": changed("null as premium"),
        "premium_in_its_interval": changed("log_premium as premium"),
        "premium_in_reach": changed("2.1 as premium"),
    },
    "quality__deliveries": {
        "rows_accounted_for": changed("read_count + 1 as read_count"),
        "counts_within_accepted": changed("coded_count + 99 as coded_count"),
        "accepted_rows_have_their_place": changed("3 as superseded_count"),
        "added_within_accepted": changed("accepted_count + 1 as added_count"),
        "coded_enough": changed("2 as coded_count, 190 as abstained_count"),
    },
    "quality__restatements": {
        "grain_unique": DOUBLED,
        "month_is_first_day": changed("posted_month + 1 as posted_month"),
        "changes_are_differences": changed("posting_count_change + 1 as posting_count_change"),
        "restated_where_counts_changed": changed("false as is_restated"),
        "before_needs_a_release": changed("null as previous_release_id"),
        "counts_as_in_demand": "select * from {sound} where month(posted_month) <> 3",
    },
    "employers__largest": {
        "counts_ordered": PER_MENTION,
        "share_is_ratio": changed("matched_share * 100 as matched_share"),
        "ranks_follow_counts": changed("4 - employer_rank as employer_rank"),
        "names_stated": changed("' ' as employer_name"),
        "within_demand": changed("posting_count * 1000 as posting_count"),
    },
    "quality__employers": {
        "ways_known": changed("'substring' as resolved_by"),
        "counts_ordered": changed("name_count + 1 as employer_count"),
        "shares_add_up": "select * from {sound} where resolved_by <> 'missing'",
        "mostly_named": changed("if(resolved_by = 'missing', 0.6, 0.1) as posting_share"),
    },
    "quality__places": {
        "countries_shaped": changed("'USA' as country"),
        "unknown_not_counted": changed("true as is_counted"),
        "remote_within_postings": changed("posting_count as remote_posting_count"),
        "shares_add_up": "select * from {sound} where country = 'US'",
        "some_country_counts": changed("false as is_counted"),
    },
    "quality__pay": {
        "units_known": changed("'EON' as salary_unit"),
        "verdicts_known": changed("'odd' as verdict"),
        "unknown_units_have_no_pay": changed("'2,080 hours' as assumption"),
        "mostly_plausible": changed("if(salary_unit = 'YEAR', 'too_low', verdict) as verdict"),
    },
    "quality__duplicates": {
        "grain_unique": DOUBLED,
        "wider_links_more": changed("if(window_days = 0, 99, duplicate_count) as duplicate_count"),
        "all_is_sum": changed("duplicate_count + (reason = 'repost')::int as duplicate_count"),
        "one_window_applied": changed("true as is_applied"),
        "applied_is_what_counts": changed("ai_posting_count + 1 as ai_posting_count"),
        "counts_within": changed("2000 as duplicate_count"),
        "few_duplicates": changed("0.7 as duplicate_share"),
    },
    "quality__drift": {
        "grain_unique": DOUBLED,
        "verdicts_known": changed("'odd' as verdict"),
        "verdicts_follow": changed("5.0 as change_factor"),
        "volume_adds_up": "select * from {sound} where posted_month > date '2019-06-01'",
        "no_month_stopped": changed("'stopped' as verdict, 5.0 as change_factor, 'found' as finding"),
        "no_month_warned": changed("'warned' as verdict, 3.0 as change_factor, 'found' as finding"),
    },
    "quality__occupation_agreement": {
        "groups_shaped": changed("'15-1252.00' as delivered_minor_group"),
        "same_codes_within_groups": changed("posting_count as same_code_posting_count"),
        "shares_add_up": "select * from {sound} where read_minor_group <> 'none'",
        "groups_agree": changed(
            "if(read_minor_group = '15-1', '29-1', read_minor_group) as read_minor_group"
        ),
    },
    **REQUIREMENT_FAULTS,
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks a suite about its sound batch, changed by queries over `{sound}`."""
    folder = tmp_path_factory.mktemp("sound")
    lake, read = lake_months(folder / "lake"), reading_months(folder / "read")
    counts, marts = Auditor(), Auditor(build_file(folder / "credscope.duckdb"))
    sound = {
        "postings": delivery_batch(delivery(folder / "d1")),
        "readings": reading_batch(read, lake),
        "duplicates": link_batch(link_months(folder / "links"), lake, window_days=60),
    }

    def audit(suite: str, query: str, repeats: str | None = None) -> Verdict:
        if suite not in sound:
            return marts.audit(suite, query.replace("{sound}", f"({mart_batch(suite)})"))
        rows = f"({sound[suite].rows})"
        batch = replace(sound[suite], rows=query.replace("{sound}", rows))
        if repeats:
            relations = {**batch.relations, "repeats": repeats.replace("{sound}", rows)}
            batch = replace(batch, relations=relations)
        return audit_counts(counts, suite, batch, folder / "spill")

    return audit


@pytest.mark.parametrize("suite", suite_names())
def test_every_expectation_says_why(suite: str) -> None:
    """Prevents a threshold of unknown origin, and a name under which two expectations hide."""
    expectations = load_suite(suite)["expectations"]
    names = [expectation["meta"]["name"] for expectation in expectations]
    assert len(names) == len(set(names))
    for expectation in expectations:
        assert expectation["severity"] in ("critical", "warning")
        assert len(expectation["notes"]) > 10 and expectation["description"]


def test_every_mart_has_a_suite() -> None:
    """Prevents a mart from being released that nothing looked at."""
    models = (PROJECT_ROOT / "dbt_project" / "models" / "marts").glob("*/*.sql")
    assert sorted(path.stem for path in models) == mart_names()
    assert set(suite_names()) == {*mart_names(), "postings", "readings", "duplicates"}


@pytest.mark.parametrize("suite", suite_names())
def test_sound_data_passes(ask: Ask, suite: str) -> None:
    """Prevents a suite that stops what is right."""
    verdict = ask(suite, "select * from {sound}")
    assert verdict.misses == () and len(verdict.met) == len(load_suite(suite)["expectations"])


@pytest.mark.parametrize("name", POSTING_FAULTS)
def test_fault_in_a_month_is_caught(ask: Ask, name: str) -> None:
    """Prevents an expectation about postings that nothing can fail."""
    verdict = ask("postings", POSTING_FAULTS[name], REPEATS.get(name))
    assert name in [miss.name for miss in verdict.misses if miss.trouble is None]


@pytest.mark.parametrize(
    ("query", "row_number", "times"),
    [
        ("select * from {sound} where row_number <> 3", "3", "0"),
        ("select * from {sound} union all select * from {sound} where row_number = 3", "3", "2"),
        (changed("if(row_number = 3, 4, row_number) as row_number"), "3", "0"),
        (changed("if(row_number = 3, 245, row_number) as row_number"), "3", "0"),
        (changed("if(row_number = 3, 999, row_number) as row_number"), "3", "0"),
        # Lost and doubled rows whose numbers and squares of numbers have the same sums.
        (
            changed(
                "case row_number when 1 then 0 when 2 then 4 when 6 then 5 else row_number end as row_number"
            ),
            "0",
            "2",
        ),
    ],
    ids=["lost", "doubled", "swapped", "swapped with one in quarantine", "unheard of", "balanced"],
)
def test_every_row_is_counted_once(ask: Ask, query: str, row_number: str, times: str) -> None:
    """Prevents a row that intake lost or doubled from passing because the number of rows is right."""
    misses = {miss.name: miss for miss in ask("postings", query).misses}
    assert misses["every_row_once"].examples[0] == {"row_number": row_number, "times": times}


@pytest.mark.parametrize("name", READING_FAULTS)
def test_fault_in_readings_is_caught(ask: Ask, name: str) -> None:
    """Prevents an expectation about readings that nothing can fail."""
    verdict = ask("readings", READING_FAULTS[name])
    assert name in [miss.name for miss in verdict.misses if miss.trouble is None]


@pytest.mark.parametrize("name", LINK_FAULTS)
def test_fault_in_links_is_caught(ask: Ask, name: str) -> None:
    """Prevents an expectation about links that nothing can fail."""
    verdict = ask("duplicates", LINK_FAULTS[name])
    assert name in [miss.name for miss in verdict.misses if miss.trouble is None]


@pytest.mark.parametrize(
    ("mart", "name"), [(mart, name) for mart in MART_FAULTS for name in MART_FAULTS[mart]]
)
def test_fault_in_a_mart_is_caught(ask: Ask, mart: str, name: str) -> None:
    """Prevents an expectation about a mart that nothing can fail."""
    assert name in [miss.name for miss in ask(mart, MART_FAULTS[mart][name]).misses]


def test_every_posting_and_reading_expectation_has_its_fault() -> None:
    """Prevents a new expectation that was never seen to fail."""
    for suite, faults in (
        ("postings", POSTING_FAULTS), ("readings", READING_FAULTS), ("duplicates", LINK_FAULTS),
    ):  # fmt: skip
        assert set(faults) == {
            expectation["meta"]["name"] for expectation in load_suite(suite)["expectations"]
        }


def test_verdict_becomes_a_check_with_examples(ask: Ask) -> None:
    """Prevents a failed check that does not show which rows failed it."""
    verdict = ask("postings", POSTING_FAULTS["title_stated"])
    check = check_result(verdict, "postings_suite", "deliveries")
    assert not verdict.passed and not check.passed and check.severity == dg.AssetCheckSeverity.ERROR
    assert verdict.sentence == "The suite postings expects that the title is not blank (1 failing row)."
    examples = check.metadata["examples"].value
    assert examples == [{"expectation": "title_stated", "row": "d1:3", "month": "2020-01", "title": "  "}]


def test_warning_reports_and_does_not_stop(ask: Ask) -> None:
    """Prevents a warning from blocking a delivery, and an error from passing beside one."""
    warned = ask("postings", POSTING_FAULTS["employer_as_in_other_months"])
    check = check_result(warned, "postings_suite", "deliveries")
    assert warned.passed and not check.passed and check.severity == dg.AssetCheckSeverity.WARN
    both = merge("postings", [warned, ask("postings", POSTING_FAULTS["title_stated"])])
    assert not both.passed and both.sentence.startswith(
        "The suite postings expects that the title is not blank"
    )


def test_missing_column_is_named(ask: Ask) -> None:
    """Prevents a verdict that tells of exceptions where a column is missing."""
    verdict = ask("postings", POSTING_FAULTS["columns_present"])
    assert verdict.ordered[0].name == "columns_present"
    assert verdict.ordered[0].examples == ({"missing": "employer_name"},)


@pytest.mark.parametrize(
    "name", [name for name in POSTING_FAULTS if name not in ("has_rows", "columns_present")]
)
def test_a_miss_shows_what_it_is_about(ask: Ask, name: str) -> None:
    """Prevents a refusal that counts failing rows or months and shows none of them."""
    misses = {miss.name: miss for miss in ask("postings", POSTING_FAULTS[name], REPEATS.get(name)).misses}
    assert misses[name].examples and set(misses[name].examples[0]) - {"month", "row", "row_count"}


def test_a_share_is_told_by_month(ask: Ask) -> None:
    """Prevents a threshold on a month's share from being told as if it were about single rows."""
    verdict = ask("postings", POSTING_FAULTS["employer_mostly_stated"])
    assert "(1 failing month)" in verdict.sentence
    (example,) = verdict.ordered[0].examples
    assert (example["month"], example["row_count"], example["blank"]) == ("2020-02", "120", "98")
    assert float(example["measured"]) == pytest.approx(98 / 120)

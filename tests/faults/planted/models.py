"""Faults of the SQL: models that lose, multiply or misplace postings, and marts that break their contract.

The digests of the models are not locked: what a changed model does must be seen by what it makes.
"""

from __future__ import annotations

from collections.abc import Callable

from planted.fault import Fault, Ground

MODELS = "dbt_project/models"


def _int(model: str, old: str, new: str) -> Callable[[Ground], None]:
    return lambda ground: ground.edit(f"{MODELS}/intermediate/{model}.sql", old, new)


def _mart(mart: str, old: str, new: str) -> Callable[[Ground], None]:
    section = mart.split("__")[0]
    return lambda ground: ground.edit(f"{MODELS}/marts/{section}/{mart}.sql", old, new)


def _macro(file: str, old: str, new: str) -> Callable[[Ground], None]:
    return lambda ground: ground.edit(f"dbt_project/macros/{file}.sql", old, new)


FAULTS = (
    Fault(
        "a posting counts once for each mention",
        _int(
            "int_postings_counted",
            "left join matches using",
            "left join (from matches inner join {{ ref('int_mentions_resolved') }} using (credential_set_id))"
            " as matches using",
        ),
    ),
    Fault(
        "an inner join drops postings without a credential",
        _int("int_postings_counted", "left join matches", "inner join matches"),
    ),
    Fault(
        "an employer is big tech's before it was bought",
        _int("int_profiles_coded", "            and profiles.posted_month >= employers.valid_from\n", ""),
    ),
    Fault(
        "the filter of countries is flipped",
        _int("int_profiles_teamed", "where is_country_counted", "where not is_country_counted"),
    ),
    Fault("the filter of countries is gone", _int("int_profiles_teamed", " where is_country_counted", "")),
    Fault("repeated postings are counted", _int("int_profiles_coded", " where not is_repeated", "")),
    Fault(
        "names given twice are two mentions",
        _int(
            "int_mentions_resolved",
            "select distinct named.credential_set_id",
            "select named.credential_set_id",
        ),
    ),
    Fault(
        "names in the text alone count beside delivered ones",
        _int(
            "int_credential_sets_matched",
            "bool_or(mentions.is_counted and credentials.is_ai_related) as is_matched",
            "bool_or(credentials.is_ai_related) as is_matched",
        ),
    ),
    Fault(
        "keywords are found in the same case only",
        _int(
            "int_credentials_matched",
            "contains(lower(listed.matched_name), lower(keywords.keyword))",
            "contains(listed.matched_name, keywords.keyword)",
        ),
    ),
    Fault(
        "a credential that is a false positive is lost",
        _int(
            "int_credentials_matched",
            "    left join false_positives using (credential_id)\n",
            "    anti join false_positives using (credential_id)\n"
            "    cross join (select null::varchar as credential_id) as false_positives\n",
        ),
    ),
    Fault(
        "the union of all teams leaves one out",
        _int(
            "int_postings_totalled",
            "{{ with_all_teams('postings') }}",
            "{{ with_all_teams('postings') }} and team <> 'product'",
        ),
    ),
    Fault(
        "the first code of several is taken",
        _int(
            "int_profiles_coded",
            "{{ decided_occupation('candidate_soc_codes', 'title_soc_code', 'code_soc_code') }}",
            "coalesce(candidate_soc_codes[1], title_soc_code)",
        ),
    ),
    Fault(
        "a ratio is inverted",
        _macro(
            "counting",
            "round({{ numerator }} / nullif({{ denominator }}, 0)::double, 9)",
            "round({{ denominator }} / nullif({{ numerator }}, 0)::double, 9)",
        ),
    ),
    Fault(
        "a share is a percentage",
        _macro("counting", "round({{ numerator }} /", "round(100 * {{ numerator }} /"),
    ),
    Fault(
        "a month begins in the month before",
        _macro("months", "- (day({{ column }})::integer - 1)", "- (day({{ column }})::integer)"),
    ),
    Fault(
        "years are off by one in one mart",
        _mart(
            "demand__by_year",
            "year(posted_month)::integer as posted_year",
            "year(posted_month)::integer + 1 as posted_year",
        ),
    ),
    Fault(
        "years are off by one in another mart",
        _mart(
            "demand__by_team_year",
            "year(posted_month)::integer as posted_year",
            "year(posted_month)::integer + 1 as posted_year",
        ),
    ),
    Fault(
        "ranks run over all teams",
        _mart(
            "certifications__top_by_team",
            "partition by counted.definition_id, counted.team",
            "partition by counted.definition_id",
        ),
    ),
    Fault(
        "ranks begin with the least",
        _mart(
            "certifications__top_by_team",
            "order by counted.mention_count desc",
            "order by counted.mention_count asc",
        ),
    ),
    Fault("every employer is big tech", _mart("big_tech__by_year", " and company is not null", "")),
    Fault(
        "a credential that no keyword names is ranked",
        _mart("certifications__top_by_team", " where is_ai_related", ""),
    ),
    Fault(
        "a mart says the same in other words, over closed months",
        _mart("demand__by_team", "select * from final", "select final.* from final"),
        heals=True,
    ),
    Fault(
        "the type of a published column is another",
        _mart(
            "demand__by_month", "        posted_month,\n", "        posted_month::varchar as posted_month,\n"
        ),
    ),
    Fault(
        "a published column has another name",
        _mart("demand__by_team", "        team,\n", "        team as team_name,\n"),
    ),
)

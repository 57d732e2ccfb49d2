"""The posting: one Arrow schema that every source is brought to, with meaning and unit of every column.

Names follow schema.org JobPosting in snake case. The tables derived from postings (lake rows, quarantine,
readings) have their schemas here too; how rows are brought to them is the business of `intake` and `reading`.
"""

from __future__ import annotations

import hashlib
from datetime import date

import pyarrow as pa

EARLIEST_POSTED_DATE = date(1990, 1, 1)
POSTED_DATE_BASES = ("stated", "captured", "assumed")
SALARY_UNITS = ("YEAR", "MONTH", "WEEK", "DAY", "HOUR")
OCCUPATION_SCHEMES = ("soc_2010", "soc_2018", "onet_soc_2010", "onet_soc_2019")
KINDS = ("certification", "certificate", "license", "accreditation")
LINK_REASONS = ("same_text", "repost", "agency_copy", "other_city")
STATUSES = ("required", "obtain", "preferred", "alternative", "mentioned")
EDUCATION_LEVELS = (
    "none_stated", "high_school", "some_college", "associate",
    "bachelor", "master", "doctorate", "professional",
)  # fmt: skip


def _field(name: str, kind: pa.DataType, meaning: str, required: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=not required, metadata={"meaning": meaning})


POSTING = pa.schema(
    [
        _field("posting_id", pa.string(), "stable across re-deliveries: hash of source and own id, or of "
               "title, employer, place, date and text where it has none", True),
        _field("source", pa.string(), "short name of the source, as in its mapping", True),
        _field("source_posting_id", pa.string(), "the source's own id"),
        _field("delivery_id", pa.string(), "the delivery the row came with", True),
        _field("delivered_on", pa.date32(), "date of the delivery: own, mapping's or --delivered", True),
        _field("posted_date", pa.date32(), "day the job was posted", True),
        _field("posted_date_basis", pa.string(), "stated, captured (day collected) or assumed", True),
        _field("valid_through", pa.date32(), "last day to apply"),
        _field("title", pa.string(), "job title, not blank", True),
        _field("employer_name", pa.string(), "hiring organization as delivered"),
        _field("employer_is_staffing", pa.bool_(), "whether it places people with others, as delivered; "
               "null = not said"),
        _field("location_text", pa.string(), "place as delivered"),
        _field("city", pa.string(), "city"),
        _field("state", pa.string(), "state or region as delivered; U.S. states as two letters where known"),
        _field("country", pa.string(), "ISO 3166-1 alpha-2; null = unknown"),
        _field("is_remote", pa.bool_(), "whether the work is done from anywhere; null = not said"),
        _field("description", pa.string(), "plain text with line breaks, e-mail and telephone masked"),
        _field("occupation_code", pa.string(), "code as delivered"),
        _field("occupation_scheme", pa.string(), "scheme of occupation_code"),
        _field("credential_names", pa.list_(pa.string()), "as delivered; null = no field, [] = names none"),
        _field("skill_clusters", pa.list_(pa.string()), "as delivered; null = no such field"),
        _field("min_education", pa.string(), "as delivered"),
        _field("preferred_education", pa.string(), "as delivered"),
        _field("salary_min", pa.float64(), "pay from, per salary_unit"),
        _field("salary_max", pa.float64(), "pay to, per salary_unit"),
        _field("salary_unit", pa.string(), "YEAR, MONTH, WEEK, DAY or HOUR"),
        _field("salary_currency", pa.string(), "ISO 4217"),
        _field("url", pa.string(), "address of the posting"),
    ]
)  # fmt: skip

LAKE = pa.schema(
    [
        *POSTING,
        _field("row_number", pa.int64(), "row of the delivery, from 0: with delivery_id its identity", True),
    ]
)

REPEATS = pa.schema(
    [
        _field("delivery_id", pa.string(), "the delivery", True),
        _field("row_number", pa.int64(), "a row that repeats a posting of the same delivery", True),
        _field("month", pa.string(), "month of the row, YYYY-MM", True),
        _field("posting_id", pa.string(), "the posting that it repeats", True),
        _field("representative_row_number", pa.int64(), "the row that counts for the posting", True),
    ]
)

TIES = pa.schema(
    [
        *REPEATS,
        _field("representative_delivery_id", pa.string(), "the delivery of the row that counts", True),
    ]
)

LINKS = pa.schema(
    [
        _field("delivery_id", pa.string(), "a lake row that advertises again what another one does", True),
        _field("row_number", pa.int64(), "its row of the delivery", True),
        _field("posting_id", pa.string(), "its posting", True),
        _field("duplicate_of", pa.string(), "the posting that it repeats", True),
        _field("duplicate_of_delivery_id", pa.string(), "the lake row of that posting: its delivery", True),
        _field("duplicate_of_row_number", pa.int64(), "the lake row of that posting: its row", True),
        _field(
            "reason", pa.string(), "same_text, repost, agency_copy, or other_city, which still counts", True
        ),
        _field("days_apart", pa.int32(), "days between the two days of posting", True),
        _field("similarity", pa.float64(), "share of the shorter text that the other one has, 0 to 1", True),
        _field("rule_version", pa.string(), "the rules that linked it", True),
    ]
)

QUARANTINE = pa.schema(
    [
        _field("delivery_id", pa.string(), "the delivery", True),
        _field("row_number", pa.int64(), "row of the delivery, from 0", True),
        _field("reason", pa.string(), "which rule of the contract the row breaks", True),
        _field("column", pa.string(), "the column at fault"),
        _field("value", pa.string(), "its value as delivered, cut to 200 characters"),
        _field("row", pa.string(), "the row as JSON, e-mail and telephone numbers masked"),
    ]
)

MENTION = pa.struct(
    [
        pa.field("surface", pa.string()),
        pa.field("credential_id", pa.string()),
        pa.field("name", pa.string()),
        pa.field("kind", pa.string()),
        pa.field("status", pa.string()),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
    ]
)

EVIDENCE = pa.struct(
    [
        pa.field("says", pa.string()),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
    ]
)

READING_FIELDS = [
    _field("credentials", pa.list_(MENTION), "credentials found in the text, spans in characters"),
    _field("generic_credential", pa.bool_(), "asks for unnamed credentials"),
    _field("min_education", pa.string(), "lowest level that qualifies; none_stated where none is"),
    _field("preferred_education", pa.string(), "level said to be preferred"),
    _field(
        "degree_substitutable",
        pa.bool_(),
        "experience or a credential may replace the degree; null = no degree",
    ),
    _field(
        "education_evidence",
        pa.list_(EVIDENCE),
        "where the text says so: minimum, preferred or substitution, spans in characters of the description",
    ),
    _field("soc_code", pa.string(), "SOC-2018 read from title and text; null = abstained"),
    _field("soc_probability", pa.float64(), "probability of soc_code, 0 to 1"),
    _field("soc_runner_up", pa.string(), "second best SOC-2018 code"),
]

READING = pa.schema(
    [
        _field("delivery_id", pa.string(), "the lake row that was read: its delivery", True),
        _field("row_number", pa.int64(), "the lake row that was read: its row of the delivery", True),
        _field("posting_id", pa.string(), "its posting", True),
        *READING_FIELDS,
        _field("has_text", pa.bool_(), "whether there was a text to read, and not a title alone", True),
    ]
)


def digest(*parts: str | None) -> str:
    """First 16 hex digits of MD5 over `parts`, unambiguous about where one ends and what is missing.

    Names things, proves nothing; SQL computes the same for every posting.
    """
    joined = "\x1f".join("\x00" if part is None else part for part in parts)
    return hashlib.md5(joined.encode(), usedforsecurity=False).hexdigest()[:16]

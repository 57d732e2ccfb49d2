"""Employers and places of the sample: invented employers, big tech with its dates, look-alikes, vendors.

Names of companies that exist come from the aliases in the rules; which of them the sample uses stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from credscope.errors import CredscopeError
from credscope.sample.margins import COMPANIES
from credscope.sample.published import rows

FIRST = (
    "Alder", "Bexley", "Calder", "Dunmore", "Eastwick", "Farrow", "Glenhaven", "Harwick", "Ironbridge",
    "Juniper Hill",
    "Kestrel", "Larkfield", "Marrow Creek", "Northgate", "Oakhurst", "Pemberly", "Quarrystone", "Ravensworth",
    "Saltmarsh", "Thornbury", "Umber", "Vantage Point", "Westerlea", "Yarrow", "Zephyr Lake",
)  # fmt: skip
SECOND = (
    "Systems", "Health Partners", "Logistics", "Financial Group", "Engineering", "Staffing", "Manufacturing",
    "Technologies", "Consulting", "Energy", "Retail Group", "University", "Medical Center",
    "County Government",
    "Defense Solutions", "Insurance", "Media", "Foods", "Construction", "Transit",
)  # fmt: skip
FORMS = ("", "", "", " Inc.", " LLC", ", Inc.", " Corporation")
LOOK_ALIKES = (
    "Apple Bank",
    "Apple Bank for Savings",
    "Amazonia",
    "Metabolon",
    "Googleberry Farms",
    "Netflixville Diner",
)

USED = {
    "Facebook": ("Facebook", "Facebook, Inc.", "Instagram", "WhatsApp", "Oculus VR"),
    "Amazon": (
        "Amazon",
        "Amazon.com",
        "AMAZON.COM, INC.",
        "Amazon Web Services",
        "Audible",
        "Whole Foods Market",
        "Twitch",
    ),
    "Apple": ("Apple", "Apple Inc.", "APPLE INC", "Beats Electronics"),
    "Netflix": ("Netflix", "Netflix, Inc."),
    "Google": ("Google", "Google LLC", "Google Inc.", "YouTube", "DeepMind", "Looker"),
    "Microsoft": ("Microsoft", "Microsoft Corporation", "MICROSOFT CORP", "LinkedIn", "GitHub", "Skype"),
}
NOT_YET = (
    "LinkedIn",
    "Whole Foods Market",
    "GitHub",
    "Fitbit",
    "Nuance Communications",
    "Activision Blizzard",
)

VENDORS = (
    "IBM", "International Business Machines", "Red Hat", "Oracle", "Oracle America", "Salesforce.com",
    "Tableau Software", "Cisco", "Cisco Systems", "Splunk",
)  # fmt: skip

PLACES = (
    ("New York", "NY", 9), ("Los Angeles", "CA", 7), ("Chicago", "IL", 6), ("Houston", "TX", 5),
    ("Phoenix", "AZ", 3),
    ("Philadelphia", "PA", 4), ("San Antonio", "TX", 2), ("San Diego", "CA", 3), ("Dallas", "TX", 5),
    ("San Jose", "CA", 4), ("Austin", "TX", 4), ("Columbus", "OH", 3), ("Charlotte", "NC", 3),
    ("Indianapolis", "IN", 2),
    ("San Francisco", "CA", 5), ("Seattle", "WA", 5), ("Denver", "CO", 3), ("Washington", "DC", 5),
    ("Boston", "MA", 5),
    ("Nashville", "TN", 2), ("Detroit", "MI", 2), ("Portland", "OR", 2), ("Las Vegas", "NV", 1),
    ("Memphis", "TN", 1),
    ("Baltimore", "MD", 2), ("Milwaukee", "WI", 1), ("Albuquerque", "NM", 1), ("Sacramento", "CA", 1),
    ("Kansas City", "MO", 2), ("Atlanta", "GA", 5), ("Omaha", "NE", 1), ("Raleigh", "NC", 2),
    ("Miami", "FL", 3),
    ("Minneapolis", "MN", 3), ("Tampa", "FL", 2), ("Huntsville", "AL", 1), ("Boise", "ID", 1),
    ("Salt Lake City", "UT", 2),
    ("Richmond", "VA", 2), ("Pittsburgh", "PA", 2),
)  # fmt: skip
ABROAD = (("Toronto", "ON", "CA"), ("London", None, "GB"), ("Bangalore", None, "IN"), ("Berlin", None, "DE"))
US_SPELLINGS = ("US", "USA", "United States")


@dataclass(frozen=True)
class Employers:
    """`names`: every employer name, invented first, then others; `owned` and `not_yet` by month.

    `vendor[month, name]` is the vendor that owns the name, empty for none and, at the end, for no name.
    """

    names: tuple[str, ...]
    invented: int
    look_alikes: int
    owned: np.ndarray
    not_yet: np.ndarray
    vendor: np.ndarray


def load(months: tuple[str, ...]) -> Employers:
    """Employers for `months`; `owned[company, month, name]` and `not_yet[month, name]` say which names fit.

    A name fits a company in a month that it belonged to it from the first day to the last. Raises
    CredscopeError where the aliases lack a name that the sample uses.
    """
    invented = [
        f"{a} {b}{FORMS[(i * 7 + j) % len(FORMS)]}" for i, a in enumerate(FIRST) for j, b in enumerate(SECOND)
    ]
    names = [*invented, *LOOK_ALIKES, *VENDORS]
    aliases: dict[str, dict[str, str]] = {
        _plain(r["employer_name"]): r for r in rows("rules/company_aliases")
    }
    if wrong := [name for name in names if _plain(name) in aliases]:
        raise CredscopeError(
            f"rules/company_aliases.csv lists {wrong[0]}, which the sample uses for no big tech company."
        )
    special = dict.fromkeys([*(name for used in USED.values() for name in used), *NOT_YET])
    if lacking := [name for name in special if _plain(name) not in aliases]:
        raise CredscopeError(f"rules/company_aliases.csv lacks {lacking[0]}, which the sample uses: add it.")
    first = len(names)
    names.extend(special)
    starts = [date.fromisoformat(f"{month}-01") for month in months]
    ends = [date(day.year + day.month // 12, day.month % 12 + 1, 1) for day in starts]
    owned = np.zeros((len(COMPANIES), len(months), len(names)), dtype=bool)
    not_yet = np.zeros((len(months), len(names)), dtype=bool)
    for place, name in enumerate(special, start=first):
        row = aliases[_plain(name)]
        since = date.fromisoformat(row["valid_from"] or "0001-01-01")
        until = date.fromisoformat(row["valid_to"] or "9999-12-31")
        if name in USED[row["company"]]:
            owned[COMPANIES.index(row["company"]), :, place] = [
                since <= a and b <= until for a, b in zip(starts, ends, strict=True)
            ]
        if name in NOT_YET:
            not_yet[:, place] = [b <= since for b in ends]
    return Employers(
        tuple(names), len(invented), len(LOOK_ALIKES), owned, not_yet, _vendor(names, starts, owned)
    )


def _vendor(names: list[str], starts: list[date], owned: np.ndarray) -> np.ndarray:
    """The vendor by month and name; raises CredscopeError for one of VENDORS that the rules give to none."""
    vendors = {row["employer_group"]: row["vendor"] for row in rows("rules/vendors")}
    groups = {row["employer_name"]: row for row in rows("rules/employer_groups")}
    if lacking := [name for name in VENDORS if groups.get(name, {}).get("employer_group") not in vendors]:
        raise CredscopeError(
            f"rules/employer_groups.csv lists {lacking[0]} under no vendor, but the sample uses it as one."
        )
    found = np.full((len(starts), len(names) + 1), "", dtype="<U32")
    for company, held in zip(COMPANIES, owned, strict=True):
        found[:, :-1][held] = vendors.get(company, "")
    for name in VENDORS:
        since = date.fromisoformat(groups[name]["valid_from"] or "0001-01-01")
        owner = vendors[groups[name]["employer_group"]]
        found[[since <= start for start in starts], names.index(name)] = owner
    return found


def _plain(name: str) -> str:
    """The name as the warehouse compares it: lower case, signs as spaces, no legal form at the end."""
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    legal = {
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "plc",
    }
    while len(words) > 1 and words[-1] in legal:
        words.pop()
    return " ".join(words[1:] if words[0] == "the" and len(words) > 1 else words)

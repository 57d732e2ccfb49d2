"""Places as postings write them, and whether the work is done there; what cannot be told stays null."""

from __future__ import annotations

from pathlib import Path

import make
import pytest
from taking import accepted, staged

from credscope.home import Home
from credscope.places import read_country, read_place, read_state
from credscope.remote import read_remote


@pytest.mark.parametrize(
    ("text", "city", "state", "country"),
    [
        ("Elkhart, IN", "Elkhart", "IN", "US"),
        ("Chicago, IL 60601 (The Loop area)", "Chicago", "IL", "US"),
        ("Austin, Texas, United States", "Austin", "TX", "US"),
        ("Washington, District of Columbia", "Washington", "DC", "US"),
        ("Connecticut, United States", None, "CT", "US"),
        ("Georgia, United States", None, "GA", "US"),
        ("Atlanta, Georgia", "Atlanta", "GA", "US"),
        ("Lafayette, Louisiana Metropolitan Area", "Lafayette", "LA", "US"),
        ("Liverpool, NY, USA", "Liverpool", "NY", "US"),
        ("NY, USA", None, "NY", "US"),
        ("USA", None, None, "US"),
        ("Texas", None, "TX", "US"),
        ("Mexico, MO", "Mexico", "MO", "US"),
        ("Georgia", None, None, None),
        ("Washington", None, None, None),
        ("München, Germany", "München", None, "DE"),
        ("Waterloo, ON, Canada", "Waterloo", "ON", "CA"),
        ("Toronto, ON", "Toronto", "ON", "CA"),
        ("Dubai - United Arab Emirates", "Dubai", None, "AE"),
        ("Singapore", None, None, "SG"),
        ("San Juan, Puerto Rico", "San Juan", None, "PR"),
        ("Multiple Locations", None, None, None),
        ("110 William St. N Y", None, None, None),
        ("94107 San Francisco, CA", "San Francisco", "CA", "US"),
        ("Texas, US", None, "TX", "US"),
        ("Fairfax County, VA", "Fairfax County", "VA", "US"),
        ("Philadelphia, Pennsylvania.", "Philadelphia", "PA", "US"),
        ("Washington, D.C.", "Washington", "DC", "US"),
        ("Houston, Tx", "Houston", "TX", "US"),
        ("Python, In", None, None, None),
        ("Chicago, USA", None, "IL", "US"),
        ("Greater Boston", None, "MA", "US"),
        ("New York City Metropolitan Area", None, "NY", "US"),
        ("San Francisco Bay Area", None, "CA", "US"),
        ("Raleigh-Durham-Chapel Hill Area", None, "NC", "US"),
        ("Washington DC-Baltimore Area", None, None, "US"),
        ("Greater Madison Area", None, "WI", "US"),
        ("Madison", None, None, None),
        ("Toronto", None, None, "CA"),
        ("Birmingham", None, None, None),
        ("San Juan, PR 00901", "San Juan", None, "PR"),
        ("Remote - US", None, None, "US"),
        ("Hybrid – Austin, TX", "Austin", "TX", "US"),
        ("Remote in Austin, TX", "Austin", "TX", "US"),
        ("Remote, TX", None, "TX", "US"),
        ("Remote, OR", "Remote", "OR", "US"),
        ("NYC / SF / Remote", None, None, "US"),
        ("Portland, OR or Seattle, WA", None, None, "US"),
        ("Austin, TX; Dallas, TX", None, "TX", "US"),
        ("Cambridge, MA; London, UK", None, None, None),
        ("Location Negotiable After Selection, United States", None, None, "US"),
        ("", None, None, None),
        (" , ", None, None, None),
    ],
)
def test_places(text: str, city: str | None, state: str | None, country: str | None) -> None:
    """Prevents foreign places from counting as American, American ones from being missed, and guesses."""
    found = read_place(text)
    assert (found["city"], found["state"], found["country"]) == (city, state, country)


def test_countries_and_states_by_name() -> None:
    """Prevents the same country from standing under two spellings."""
    written = ("USA", "us", "United States", "UK", "Türkiye", "Atlantis", "XX")
    assert [read_country(text) for text in written] == [
        "US", "US", "US", "GB", "TR", None, None,
    ]  # fmt: skip
    assert [read_state(text) for text in ("ohio", "OH", "oh", "Bavaria")] == ["OH", "OH", "OH", "Bavaria"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Remote - US", True),
        ("United States (Remote)", True),
        ("Anywhere", True),
        ("TELECOMMUTE", True),
        ("Data Analyst | Work From Home", True),
        ("NYC / SF / Remote", True),
        ("Idaho (remote or on-site)", True),
        ("Hybrid – Austin, TX", False),
        ("Combination of remote & in-office", False),
        ("On-site only", False),
        ("San Francisco, no remote", False),
        ("Remote, OR", None),
        ("Remote, TX", True),
        ("Remote Sensing Scientist", None),
        ("Remote Sensing Scientist (Remote)", True),
        ("Hybrid Cloud Engineer", None),
        ("Promotely Analyst", None),
        ("Austin, TX", None),
    ],
)
def test_remote_words(text: str, said: bool | None) -> None:
    """Prevents hybrid work, a town and a field of work from counting as remote, and silence as a no."""
    assert read_remote(text) is said


def test_a_posting_is_remote_by_its_flag_its_title_or_its_place(tmp_path: Path) -> None:
    """Prevents the words from overruling what the source says, and a stated state from hiding them."""
    rows = [
        make.posting(1, is_remote="no", title="Analyst (Remote)"),
        make.posting(2, is_remote=None, title="Analyst (Remote)"),
        make.posting(3, is_remote=None, location_text="Austin, TX (Remote)", state="TX"),
        make.posting(4, is_remote=None, location_text="Remote, US"),
        make.posting(5, is_remote=None),
    ]
    found = accepted(staged(make.write_jsonl(tmp_path / "a.jsonl", rows), Home(tmp_path / "home")))
    assert [row["is_remote"] for row in found] == [False, True, True, True, None]
    assert [row["state"] for row in found] == ["IL", "IL", "TX", None, "IL"]

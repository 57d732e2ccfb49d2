"""Every shipped mapping on the first rows of a real file, where such files lie beside the checkout."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from taking import accepted, quarantined, staged

from credscope.contract import POSTED_DATE_BASES, SALARY_UNITS
from credscope.home import Home
from credscope.sources.mapping import shipped

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
ROWS = 200
MAPPINGS = {
    "aec_firms_linkedin_2024": "aec_firms_linkedin",
    "data_analyst_jobs_2020": "data_analyst_jobs",
    "data_science_postings_2020": "data_science_postings",
    "dice_2016": "dice",
    "glassdoor_us_2023": "glassdoor_us",
    "google_jobs_2018": "google_jobs",
    "hn_who_is_hiring_2012_2015": "hn_who_is_hiring",
    "indeed_cs_ny_ma_ct_2023": "indeed_jobs",
    "la_city_bulletins": "la_city_bulletins",
    "linkedin_us_2024": "linkedin_us",
    "nyc_jobs_2019": "nyc_jobs",
    "nyc_jobs_2025": "nyc_jobs",
    "usajobs_api_2021": "usajobs_api",
}
# Bought by licence, so that no real file lies there: tried on rows of our own, as is the contract itself.
INVENTED = {"contract", "lightcast"}
# Of the first rows; the Indeed file has dates that a spreadsheet blotted out, the USAJOBS file an empty row.
QUARANTINED = {
    "indeed_cs_ny_ma_ct_2023": {"posted_date cannot be read"},
    "usajobs_api_2021": {"title is blank"},
}

# Its first thread states no places.
UNPLACED = {"hn_who_is_hiring_2012_2015"}


def test_every_shipped_mapping_is_tried() -> None:
    """Prevents a mapping from being shipped without ever having seen a real file."""
    assert set(MAPPINGS.values()) == set(shipped()) - INVENTED


@pytest.mark.parametrize("name", sorted(MAPPINGS))
def test_real_rows(name: str, tmp_path: Path) -> None:
    """Prevents a real layout from no longer being recognised, or its rows from being lost or left unread."""
    path = REAL / f"{name}.parquet"
    if not path.exists():
        pytest.skip(f"{name}.parquet does not lie beside the checkout")
    batch = next(islice(pq.ParquetFile(path).iter_batches(batch_size=ROWS), 1))
    slice_path = tmp_path / path.name
    pq.write_table(batch.schema.empty_table().from_batches([batch]), slice_path)

    held = staged(slice_path, Home(tmp_path / "home"), delivered=None)

    assert held.manifest["mapping"] == MAPPINGS[name]
    assert held.manifest["read_count"] == batch.num_rows
    rows, broken = accepted(held), quarantined(held)
    assert len(rows) + len(broken) == batch.num_rows
    assert {row["reason"] for row in broken} <= QUARANTINED.get(name, set())
    assert len({row["row_number"] for row in rows}) == len(rows)
    assert all(row["title"].strip() == row["title"] and "\n" not in row["title"] for row in rows)
    assert {row["posted_date_basis"] for row in rows} <= set(POSTED_DATE_BASES)
    assert {row["salary_unit"] for row in rows} <= {*SALARY_UNITS, None}
    assert sum(row["description"] is not None for row in rows) > 0.9 * len(rows)
    assert any(row["country"] for row in rows) or name in UNPLACED

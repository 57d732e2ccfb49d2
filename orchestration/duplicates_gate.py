"""Links of months from the sketches to their place: linked into staging, audited, then put in place.

The gate stands between staging and `duplicates/`: where the suite is missed, the links stay as they were.
Links of several months are audited together, because one posting may be linked in one month to one of
another.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

from credscope.duplicates.links import drop_leftovers, link_months, put_in_place
from credscope.duplicates.rules import Rules
from credscope.home import Home
from credscope.progress import progress
from orchestration.batches import link_batch
from orchestration.counted import audit_counts
from orchestration.expectations import Auditor, Verdict

SUITE = "duplicates"


def link_through_gate(
    home: Home, months: list[str], rules: Rules, auditor: Callable[[], Auditor] = Auditor
) -> tuple[dict[str, int], Verdict]:
    """Link months and let them through if all of them pass the suite; links by month, and the verdict.

    Months without a link need no audit; those that are gone from the lake lose their links.
    """
    folder = home.staging / f"duplicates-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        linked = link_months(home, months, rules, folder)
        counts = dict(progress(linked, "Linking months", total=len(months)))
        files = [folder / f"{month}.parquet" for month, links in counts.items() if links]
        verdict = Verdict(SUITE)
        if files:
            batch = link_batch(files, sorted(home.postings.glob("*/*.parquet")), rules.window_days)
            verdict = audit_counts(auditor(), SUITE, batch, folder / "spill")
        if verdict.passed:
            for month in months:
                put_in_place(home, month, folder)
            drop_leftovers(home)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return counts, verdict

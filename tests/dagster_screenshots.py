"""Pictures of Dagster's UI for the documentation: `python tests/dagster_screenshots.py data-sample`.

Only of the sample's home: pictures of real postings do not belong in the repository.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from dagster_ui import served, visited
from report_browser import launched
from report_screenshots import IMAGES, SIZE

from credscope.home import Home


def main(home: Home) -> None:
    """Write every picture into docs/images; refuses a home that is not the sample's."""
    if home.kind() != "sample":
        sys.exit(f"{home.root} is not a home of the sample: make one with `make demo`.")
    log = Path(tempfile.mkdtemp()) / "ui.log"
    with served(home, log) as base, launched() as browser, visited(browser, base, viewport=SIZE) as visit:
        visit.show("/assets/release?view=checks", "Succeeded", "Latest execution")
        visit.page.screenshot(path=IMAGES / "dagster-checks.png")
        visit.show("/assets/readings", "Metadata")
        visit.page.get_by_role("button", name="Plots").click()
        plot = visit.page.get_by_text("coded_share").first
        plot.scroll_into_view_if_needed()
        visit.page.wait_for_timeout(2000)  # the plots grow into their place
        visit.page.screenshot(path=IMAGES / "dagster-plots.png")


if __name__ == "__main__":
    main(Home(Path(sys.argv[1]).resolve()))

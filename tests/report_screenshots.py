"""Pictures of the report for the README: `python tests/report_screenshots.py data-sample/releases/current`.

Only of the sample's release: pictures of real postings do not belong in the repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from report_browser import launched, opened

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SIZE = {"width": 1100, "height": 1100}
PICTURES = (
    ("report-overview", "index.html", "", "light"),
    ("report-demand", "demand.html", "", "dark"),
    ("report-credential", "credential.html", "#mcse", "light"),
)


def main(release: Path) -> None:
    """Write every picture into docs/images; refuses a release that is not the sample's."""
    if json.loads((release / "release.json").read_text(encoding="utf-8"))["kind"] != "sample":
        sys.exit(f"{release} is not a release of the sample: make one with `make demo`.")
    IMAGES.mkdir(exist_ok=True)
    with launched() as browser:
        for name, page, address, scheme in PICTURES:
            file = release / "report" / page
            with opened(browser, file, address, viewport=SIZE, color_scheme=scheme) as found:
                found.page.evaluate("scrollTo(0, 0)")  # to the warning, from where the address leads
                found.page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

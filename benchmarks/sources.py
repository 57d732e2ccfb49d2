"""Rows read, accepted and quarantined of every delivery in a folder.

    python benchmarks/sources.py FOLDER

Prints the table of docs/sources.md. Everything is staged in a temporary home and thrown away.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.intake import stage
from credscope.sources import detect


def measure(path: Path, home: Home) -> str:
    """One line of the table for the delivery at `path`."""
    try:
        staged = stage(detect(path), home)
    except CredscopeError as trouble:
        return f"| `{path.name}` | refused | | | | {trouble} |"
    said = staged.manifest
    staged.discard()
    reasons = "; ".join(f"{reason} ({count:,})" for reason, count in said["quarantine_reasons"].items())
    counts = " | ".join(f"{said[f'{kind}_count']:,}" for kind in ("read", "accepted", "quarantined"))
    layout = said["mapping"] or said["layout"]
    return f"| `{path.name}` | {layout} | {counts} | {reasons or '–'} |"


def main(folder: Path) -> None:
    """Print the table for everything in `folder`."""
    print("| file | mapping | read | accepted | quarantined | why |")
    print("|---|---|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as root:
        for path in sorted(folder.iterdir()):
            if path.is_dir() or ".md" not in path.suffixes:
                print(measure(path, Home(Path(root))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A home that an earlier version wrote is taken along, one step for each number of its form.

| form | what changed |
|---|---|
| 1 | what Credscope wrote before a home said its form |
| 2 | home.json says form and version; deliveries and releases have SHA256SUMS |

A step may be repeated, so that one that was killed does no harm. Rows whose columns changed cannot be taken
along; `manifest` says so.
"""

from __future__ import annotations

from pathlib import Path

from credscope import checksums
from credscope.home import FORMAT, Home
from credscope.progress import progress, say


def upgrade(home: Home) -> bool:
    """Bring `home` to the form of today; whether there was anything to do.

    To be called by the holder of the writer lock. Raises CredscopeError where a later version wrote the home.
    """
    home.refuse_later()
    kind, held = home.kind(), home.format()
    if kind is None or held == FORMAT:
        return False
    say(f"{home.root} was written by an earlier version (format {held}); taking it along to format {FORMAT}")
    for folder in progress(without_checksums(home), "Checksums written"):
        checksums.record(folder)
    home.mark(kind)
    return True


def without_checksums(home: Home) -> list[Path]:
    """Folders of deliveries and releases that do not say yet what their files are."""
    found = [*home.deliveries.glob("[!.]*/manifest.json"), *home.releases.glob("[!.]*/release.json")]
    folders = {path.parent for path in found if not path.parent.is_symlink()}
    return sorted(folder for folder in folders if not (folder / checksums.SUMS).exists())

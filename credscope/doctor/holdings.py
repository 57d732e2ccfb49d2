"""What the doctor asks of deliveries and of what is made of them: months, readings, links, closed months;
and of the figures that people added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from credscope import checksums, lake
from credscope.doctor.findings import Answer, answer
from credscope.home import FORMAT, KINDS, Home
from credscope.leftovers import leftovers
from credscope.lock import is_written
from credscope.manifest import MANIFEST
from credscope.progress import progress


def kind(home: Home) -> Answer:
    """home.json says a kind and a form that are known."""
    marker = home.root / "home.json"
    try:
        said = home.kind()
    except ValueError:
        return False, f"{marker} is damaged: restore a backup with `credscope restore`"
    if said is None:
        lost = home.deliveries.exists()
        return not lost, f"{marker} is missing: restore a backup" if lost else "nothing taken in yet"
    if said not in KINDS:
        return False, f"home.json says {said!r}, which is not a kind of home: restore a backup"
    if home.format() != FORMAT:
        return True, f"{said}, format {home.format()}: the next run takes it along to format {FORMAT}"
    return True, f"{said}, format {FORMAT}"


def deliveries(home: Home, quick: bool) -> Answer:
    """Counts of every manifest add up, months have the rows it says, and no file changed since it landed."""
    folders = [path for path in sorted(home.deliveries.glob("[!.]*")) if path.is_dir()]
    troubles = [f"{folder.name}: {said}{_AGAIN}" for folder in folders for said in _counts(folder)]
    if not quick:
        for folder, names in checksums.differing(_summed(home, folders), "Files of deliveries").items():
            troubles.append(f"{folder.name}: {_named(names)} not what was taken in{_AGAIN}")
    return answer(troubles, f"{len(folders)}, rows read = accepted + quarantined in each{_read(quick)}")


def left_over(home: Home) -> Answer:
    """Whatever is half-done while nothing runs was left by a process that was stopped."""
    names = [str(path.relative_to(home.root)) for path in leftovers(home)]
    if not names:
        return True, "none"
    told = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    if is_written(home):
        return True, f"{told} of the run that is at work"
    return False, f"{told}, of a run that was stopped: never taken for data, the next run removes them"


def months(home: Home, quick: bool) -> Answer:
    """Merged months follow from the deliveries, and can be read."""
    files = sorted(home.postings.glob("*/*.parquet"))
    own = {path.stat().st_ino for path in home.deliveries.glob("*/months/*.parquet")}
    merged = [] if quick else [path for path in files if path.stat().st_ino not in own]
    troubles = [*_stale(lake.stale_months(home)), *_broken(merged, "Merged months")]
    return answer(troubles, f"{len(files)} up to date")


def readings(home: Home, quick: bool) -> Answer:
    """What was read follows from months and rules, and can be read."""
    from credscope import readings
    from credscope.rules import Rules

    files = sorted(home.readings.glob("*/*.parquet"))
    troubles = _stale(readings.stale_months(home, Rules.load(home=home)))
    return answer(
        [*troubles, *_broken([] if quick else files, "Readings")], f"{len(files)} months up to date"
    )


def duplicates(home: Home, quick: bool) -> Answer:
    """Links between postings follow from months and rules, and can be read."""
    from credscope.duplicates import links
    from credscope.duplicates.rules import Rules

    held = links.linked_months(home)
    stale = _stale([("links of", month) for month in links.stale_months(home, Rules.load())])
    files = [] if quick else [home.link_month(month) for month in held]
    return answer([*stale, *_broken(files, "Links")], f"links of {len(held)} months up to date")


def closed(home: Home, quick: bool) -> Answer:
    """Files of closed months can be read; one that is out of date is no fault, a refresh replaces it."""
    from credscope import closing

    files = sorted(home.closed.glob("[!.]*/[!.]*/*.parquet"))
    keys = closing.month_keys(home)
    held = {(path.parts[-3], path.parts[-2]) for path in files}
    present = [month for month, key in sorted(held) if keys.get(month) == key]
    broken = _broken(files, "Closed months", only_end=quick)
    return answer(broken, f"{len(present)} of {len(keys)} as the lake and the rules are")


def references(home: Home) -> Answer:
    """Figures of others are those that were read from the files that people added."""
    from credscope.outside import holding

    return answer(holding.damage(home), f"{len(holding.references(home))} added, figures as they were read")


_AGAIN = (
    ": take it back with `credscope withdraw ID --reason damaged` and in again with `credscope ingest`, "
    "or restore a backup"
)


def _counts(folder: Path) -> Iterator[str]:
    """What the manifest of a delivery says that is not so."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        accepted, quarantined = manifest["accepted_count"], manifest["quarantined_count"]
        if manifest["read_count"] != accepted + quarantined:
            yield f"{manifest['read_count']} read, {accepted} accepted, {quarantined} quarantined"
        rows = {path.stem: pq.read_metadata(path).num_rows for path in folder.glob("months/*.parquet")}
        if rows != manifest["months"] or sum(rows.values()) != accepted:
            yield f"its months hold {sum(rows.values())} rows of {accepted} accepted"
    except (OSError, ValueError, KeyError) as error:
        yield f"could not be checked ({' '.join(str(error).split())[:200]})"


def _summed(home: Home, folders: list[Path]) -> list[Path]:
    """Those of `folders` that must have checksums: in a home of before there were any, those that have."""
    return [one for one in folders if home.format() == FORMAT or (one / checksums.SUMS).exists()]


def _broken(files: Iterable[Path], label: str, only_end: bool = False) -> list[str]:
    """Files that cannot be read, with the command that makes each anew; `only_end` looks at footers alone."""
    held = list(files)
    shown = held if only_end else progress(held, label)
    return [
        f"{path} cannot be read: `credscope refresh --month {_month_of(path)}` makes it again"
        for path in shown
        if not _can_be_read(path, only_end)
    ]


def _can_be_read(path: Path, only_end: bool) -> bool:
    try:
        with pq.ParquetFile(path) as opened:
            for group in range(0 if only_end else opened.num_row_groups):
                opened.read_row_group(group)
    except (OSError, pa.ArrowException):
        return False
    return True


def _month_of(path: Path) -> str:
    """The month that a file is about: its name, or under closed/ that of the folder above its key."""
    return path.stem if path.stem[:4].isdigit() else path.parts[-3]


def _stale(months: list[tuple[str, str]]) -> list[str]:
    if not months:
        return []
    named = ", ".join(f"{source} {month}" for source, month in months[:3])
    more = f" and {len(months) - 3} more" if len(months) > 3 else ""
    return [f"{named}{more} to be rebuilt: run `credscope refresh`"]


def _named(names: list[str]) -> str:
    more = f" and {len(names) - 1} more are" if len(names) > 1 else " is"
    return f"{names[0]}{more}"


def _read(quick: bool) -> str:
    return "" if quick else ", files as they landed"

"""Sources: from a path to a delivery whose rows can be read. One module per layout; formats have their own.

`detect` is the only door: layouts and shipped mappings are recognised by their columns.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from credscope.dates import US_FORMATS, read_date
from credscope.errors import CredscopeError
from credscope.progress import progress
from credscope.sources import burning_glass, documents, table
from credscope.sources import mapping as mappings
from credscope.sources.candidates import plain_candidates
from credscope.sources.delivery import Delivery
from credscope.sources.files import BATCH_ROWS, RowFile, delivered_file, is_table_name, open_rows
from credscope.sources.folders import check_name, walked
from credscope.sources.respelled import fitted

__all__ = ["Delivery", "detect"]

_DAY_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def detect(
    path: Path, *, source: str | None = None, mapping: Path | None = None, delivered: date | None = None
) -> Delivery:
    """The delivery at `path`: tables or documents in one layout, as one file or as a folder of files.

    `source` renames the source, `mapping` is a YAML file (or the name of a shipped mapping) to use instead of
    recognising the columns, `delivered` is the delivery's day where it does not say so itself. Raises
    CredscopeError in one sentence where the path cannot be read, is of no known layout, or has no day.
    """
    path = Path(path).expanduser().resolve()
    if not path.exists():
        raise CredscopeError(f"There is nothing at {path}.")
    check_name(path)
    if path.is_dir():
        walked(path)
    layout = burning_glass.recognised(path) if mapping is None and path.is_dir() else None
    if layout is not None:
        return _burning_glass(layout, source, delivered)
    found = documents.recognised(path) if mapping is None else None
    if found is not None:
        day, basis = (delivered, "--delivered") if delivered else _stated_or_named(found)
        return documents.delivery(found, source, _required(day, path), basis)
    if path.is_dir():
        paths = sorted(item for item in path.iterdir() if item.is_file() and is_table_name(item))
        if not paths:
            raise CredscopeError(
                f"{path} holds no CSV, TSV, JSON Lines or Parquet file, nor documents of a known layout."
            )
    else:
        paths = [path]
    return _mapped(path, [open_rows(item) for item in paths], source, mapping, delivered)


def _burning_glass(
    layout: burning_glass.BurningGlass, source: str | None, delivered: date | None
) -> Delivery:
    said = layout.said
    is_sample = said.get("kind") == "sample"
    day, basis = delivered, "--delivered"
    if day is None:
        day, basis = layout.stated_day(), "layout.json"
    if day is None:
        day, basis = layout.latest_import(), "latest import_time"
    return Delivery(
        path=layout.root,
        source=source or str(said.get("source", burning_glass.LAYOUT)),
        layout=burning_glass.LAYOUT,
        mapping_name=None,
        identity=layout.occupation_scheme,
        delivered_on=_required(day, layout.root),
        delivered_on_basis=basis,
        files=tuple(delivered_file(item, str(item.relative_to(layout.root))) for item in layout.files),
        reader=layout.candidates,
        kind="sample" if is_sample else "postings",
        scale=said.get("scale") if is_sample else None,
        big_tech_scale=said.get("big_tech_scale") if is_sample else None,
        has_credential_names="certification" in layout.tables,
        has_skill_clusters="skill" in layout.tables,
        has_text="posting_text" in layout.tables,
        complete_months=layout.complete_months,
        notes=layout.notes,
    )


def _mapped(
    path: Path, files: list[RowFile], source: str | None, given: Path | None, delivered: date | None
) -> Delivery:
    chosen = (
        mappings.find(given)
        if given is not None
        else mappings.recognise(files[0].columns, files[0].path.name)
    )
    files = [fitted(file, chosen) for file in files]
    for file in files:
        if lacking := [name for name in chosen.recognise if name not in file.columns]:
            raise CredscopeError(
                f"{file.path.name} lacks the column {', '.join(lacking)} for the mapping {chosen.name}."
            )
    held = {name for file in files for name in file.columns}
    stated = {target for target, spec in chosen.columns.items() if held & set(mappings.spec_columns(spec))}
    stated |= set(chosen.constants)
    day, basis = (delivered, "--delivered") if delivered else _day(chosen, files, path)
    root = path if path.is_dir() else path.parent
    return Delivery(
        path=path,
        source=source or chosen.source,
        layout="table",
        mapping_name=chosen.name,
        identity=chosen.identity,
        delivered_on=_required(day, path),
        delivered_on_basis=basis,
        files=tuple(delivered_file(file.path, str(file.path.relative_to(root))) for file in files),
        reader=lambda workspace: plain_candidates(
            progress(table.candidates(files, chosen), f"Reading {path.name}", _batches(files)),
            workspace,
            table.constants(chosen),
        ),
        has_credential_names="credential_names" in stated,
        has_skill_clusters="skill_clusters" in stated,
        has_text="description" in stated,
        complete_months=chosen.complete_months,
        date_formats=chosen.dates,
        places_read="country" not in stated,
        defaults=chosen.defaults,
        notes=[note for file in files for note in file.notes],
    )


def _day(chosen: mappings.Mapping, files: list[RowFile], path: Path) -> tuple[date | None, str]:
    """The delivery's day by its mapping, else by its name; and which of them said so."""
    said = chosen.delivered_on
    if said and said.startswith("max:"):
        column = said.removeprefix("max:")
        days = [
            day for file in files if column in file.columns for batch in file.read([column])
            for value in batch[column].unique().to_pylist()
            if value and (day := read_date(value, chosen.dates or US_FORMATS))
        ]  # fmt: skip
        if days:
            return max(days), f"latest {column}"
    elif said:
        return read_date(said), "mapping"
    return _named_day(path)


def _stated_or_named(found: documents.Documents) -> tuple[date | None, str]:
    """The day that documents state themselves, else that of their path's name."""
    day, basis = found.day()
    return (day, basis) if day is not None else _named_day(found.path)


def _named_day(path: Path) -> tuple[date | None, str]:
    match = _DAY_IN_NAME.search(path.name)
    return (read_date(match.group()), "name") if match else (None, "")


def _batches(files: list[RowFile]) -> int | None:
    """How many tables the rows of `files` will come in, where the files tell."""
    counts = [file.row_count for file in files if file.row_count is not None]
    return sum(-(-count // BATCH_ROWS) for count in counts) if len(counts) == len(files) else None


def _required(day: date | None, path: Path) -> date:
    if day is None:
        raise CredscopeError(
            f"Nothing says on which day {path.name} was delivered: give it with --delivered YYYY-MM-DD."
        )
    return day

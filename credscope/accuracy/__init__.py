"""`credscope accuracy`: how good the reading is against labelled postings, printed and kept under the home.

The order of the steps and what is kept belong here; what is counted, compared and printed has modules.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from credscope.accuracy.labelled import Labelled, Row, labelled, read_labels
from credscope.accuracy.measuring import Measuring
from credscope.accuracy.printed import as_markdown, as_text
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.progress import say
from credscope.rules import Rules

LAYOUT = 2
"""Version of the kept JSON: changes when a key changes its meaning or goes away."""


def accuracy(
    labels: Sequence[Path],
    home: Home,
    definition: str = "cset_2021_broad",
    ids: Sequence[Path] = (),
    second: Path | None = None,
    markdown: bool = False,
) -> str:
    """Measure the reading against each of `labels`; returns what to print.

    Each is a JSON Lines file with one labelled posting per line; `postings.parquet` beside it holds their id,
    title, employer_name and description. The first of `ids` (one id per line) chooses among the first labels,
    and so on; labels without one are measured whole. `second` is another labelling of the same postings,
    whose agreement is the ceiling. What was measured goes to accuracy/<digest>.json under the home, named by
    the digests of the labels and of the ids. Raises CredscopeError where a file, line or field is wrong.
    """
    if len(ids) > len(labels):
        raise CredscopeError(f"There are {len(ids)} files of ids for {len(labels)} of labels: give one each.")
    rules = Rules.load(home=home)
    measuring = Measuring(rules, definition)
    chosen = [*ids, *[None] * (len(labels) - len(ids))]
    given = [labelled(Path(path), each and Path(each)) for path, each in zip(labels, chosen, strict=True)]
    others = read_labels(Path(second)) if second is not None else None
    measurements, places = [], []
    for each in given:
        say(f"reading {len(each.rows)} labelled postings of {each.heading}")
        kept = _named(each, rules, definition) | measuring.measured(each)
        if others is not None:
            kept["ceiling"] = measuring.agreement(each, others)
        measurements.append(kept)
        places.append(_keep(home, each, kept))
    headings = [each.heading for each in given]
    if markdown:
        return as_markdown(headings, measurements)
    parts = zip(headings, measurements, places, strict=True)
    return "\n\n".join(f"{as_text(heading, kept)}\n\nkept in {place}" for heading, kept, place in parts)


def _named(given: Labelled, rules: Rules, definition: str) -> Row:
    return {
        "layout": LAYOUT, "labels": given.path.name, "labels_sha256": given.sha256,
        "labels_dated_on": given.dated_on, "ids_sha256": given.ids_sha256,
        "measured_on": datetime.now(tz=UTC).date().isoformat(), "rules_version": rules.version,
        "definition_id": definition,
    }  # fmt: skip


def _keep(home: Home, given: Labelled, kept: Row) -> Path:
    digests = [digest[:16] for digest in (given.sha256, given.ids_sha256) if digest]
    target = home.root / "accuracy" / f"{'-'.join(digests)}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps(kept, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    os.replace(temporary, target)
    return target

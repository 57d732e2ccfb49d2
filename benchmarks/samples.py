"""The deliveries that are measured: the calibrated sample, made once per scale, whole or month by month."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import measure
from credscope.digests import digest_files, files_under
from credscope.home import PROJECT_ROOT

COST = "cost.json"


def sample(folder: Path, scale: float) -> tuple[Path, dict[str, Any]]:
    """The sample at `scale` without text under `folder`, and what making it cost and when.

    Made anew where the generator is another one than last time. Raises RuntimeError where it cannot be made.
    """
    generator = PROJECT_ROOT / "credscope" / "sample"
    made = folder / f"sample-{scale:g}-{digest_files(files_under(generator), generator)[:8]}"
    if (made / COST).exists():
        return made / "delivery", json.loads((made / COST).read_text(encoding="utf-8"))
    for old in folder.glob(f"sample-{scale:g}-*"):
        shutil.rmtree(old)
    print(f"Writing the sample at scale {scale:g}", file=sys.stderr, flush=True)
    made.mkdir(parents=True)
    command = [sys.executable, "-m", "credscope.cli", "sample", "--scale", f"{scale:g}", "--no-text"]
    cost = measure([*command, "--output", str(made / "delivery")], log=made / "log")
    if cost.error:
        raise RuntimeError(f"The sample at scale {scale:g} could not be written: {cost.error}.")
    said = {**cost.row(), "date": date.today().isoformat()}
    (made / COST).write_text(json.dumps(said), encoding="utf-8")
    return made / "delivery", said


def months(delivery: Path) -> list[str]:
    """Months `YYYY-MM` of a delivery in monthly files, the first first."""
    return sorted({file.stem[:7] for file in (delivery / "job").glob("*.parquet")})


def part(delivery: Path, wanted: list[str], output: Path, days_later: int = 0) -> Path:
    """A delivery of its own with the `wanted` months of `delivery`, delivered `days_later`; its folder."""
    if output.exists():
        shutil.rmtree(output)
    chosen = set(wanted)
    for file in delivery.glob("*/*.parquet"):
        if file.stem[:7] in chosen:
            target = output / file.relative_to(delivery)
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(file, target)
    layout = json.loads((delivery / "layout.json").read_text(encoding="utf-8"))
    delivered = date.fromisoformat(layout["delivered_on"]) + timedelta(days=days_later)
    layout["delivered_on"] = delivered.isoformat()
    (output / "layout.json").write_text(json.dumps(layout), encoding="utf-8")
    return output


def copied(home: Path, output: Path) -> Path:
    """A copy of `home` at `output`: Parquet, which is never changed in place, as hard links."""
    if output.exists():
        shutil.rmtree(output)
    shutil.copytree(home, output, symlinks=True, copy_function=_copy_or_link)
    return output


def _copy_or_link(source: str, target: str) -> None:
    if source.endswith(".parquet"):
        _link(Path(source), Path(target))
    else:
        shutil.copy2(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source.resolve(), target)
    except OSError:
        shutil.copy2(source, target)

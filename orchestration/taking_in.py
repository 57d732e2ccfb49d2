"""One delivery from its place outside to the lake: detect, stage, audit every month, promote.

The gate stands between staging and lake: what fails it leaves nothing behind but its verdict.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from credscope import lake
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.intake import Staged, stage
from credscope.progress import say
from credscope.sources import detect
from orchestration.batches import delivery_batch
from orchestration.counted import audit_counts
from orchestration.expectations import Auditor, Verdict, merge

SUITE = "postings"


@dataclass
class Outcome:
    """What became of one path: the delivery's summary where it is in the lake, else why it is not."""

    path: Path
    delivery: dict[str, Any] | None = None
    verdict: Verdict | None = None
    refusal: str | None = None


@dataclass
class Intake:
    """Takes deliveries into `home`, one after another, with one auditor for all of them."""

    home: Home
    source: str | None = None
    mapping: Path | None = None
    delivered: date | None = None
    complete: bool = False
    outcomes: list[Outcome] = field(default_factory=list)

    @cached_property
    def auditor(self) -> Auditor:
        return Auditor()

    def take(self, path: Path) -> Outcome:
        """Take in one file or folder; a refusal is an outcome, not an exception."""
        outcome = Outcome(path)
        self.outcomes.append(outcome)
        try:
            self._take(path, outcome)
        except CredscopeError as trouble:
            outcome.refusal = str(trouble)
        return outcome

    def take_inbox(self, items: list[Path]) -> None:
        """Take in all that waits; what is in the lake afterwards moves to `inbox/taken/<delivery_id>/`."""
        for item in items:
            outcome = self.take(item)
            if outcome.delivery:
                _put_away(item, self.home.inbox / "taken" / outcome.delivery["delivery_id"])

    @property
    def verdict(self) -> Verdict:
        """The verdicts of all deliveries as one."""
        return merge(SUITE, (outcome.verdict for outcome in self.outcomes if outcome.verdict))

    def _take(self, path: Path, outcome: Outcome) -> None:
        delivery = detect(path, source=self.source, mapping=self.mapping, delivered=self.delivered)
        if self.complete:
            delivery = replace(delivery, complete_months=True)
        for manifest in lake.manifests(self.home):
            if manifest["delivery_id"] == delivery.delivery_id:
                outcome.delivery = summary(manifest, known=True)
                return
        staged = stage(delivery, self.home)
        try:
            verdict = outcome.verdict = self._audit(staged)
            if verdict.passed:
                lake.promote(self.home, staged)
                outcome.delivery = summary(staged.manifest, known=False)
            else:
                outcome.refusal = f"{path.name} was not taken in. {verdict.sentence}"
        finally:
            staged.discard()

    def _audit(self, staged: Staged) -> Verdict:
        say("Auditing the delivery")
        spill = self.home.staging / f"audit-{os.getpid()}"
        try:
            return audit_counts(self.auditor, SUITE, delivery_batch(staged), spill)
        finally:
            shutil.rmtree(spill, ignore_errors=True)


def summary(manifest: dict[str, Any], known: bool) -> dict[str, Any]:
    """The manifest without its file list, and whether the delivery was in the lake before."""
    return {**{name: value for name, value in manifest.items() if name != "files"}, "known": known}


def _put_away(item: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / item.name
    if target.is_dir():
        shutil.rmtree(target)
    os.replace(item, target)

"""Why a run failed, read from its events: a sentence for people, example rows, and the checks that failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import dagster as dg

EXAMPLES = 5


@dataclass(frozen=True)
class Reason:
    """The failure of the step that failed first, and every check of the run that failed as an error."""

    sentence: str
    examples: list[dict[str, Any]] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)

    @property
    def lines(self) -> str:
        """The sentence, and the example rows below it, one a line."""
        return "\n".join([self.sentence, *map(_line, self.examples)])


def reason_of(run_id: str, events: Iterable[dg.DagsterEvent]) -> Reason:
    """Why the run failed that `events` tell of, in their order; else what its checks refused."""
    events = list(events)
    failed = _failed_checks(events)
    checks = list(dict.fromkeys(f"{one.asset_key.to_user_string()}.{one.check_name}" for one in failed))
    for event in events:
        if event.is_step_failure:
            sentence, examples = _of_step(event, run_id)
            return Reason(sentence, examples, checks)
    for event in events:
        if event.event_type == dg.DagsterEventType.RUN_FAILURE:
            why = f": {event.message}" if event.message else "; `credscope ui` shows why."
            return Reason(f"The run {run_id} failed outside its steps{why}", [], checks)
    return Reason(" ".join(dict.fromkeys(one.description for one in failed if one.description)), [], checks)


def _failed_checks(events: Iterable[dg.DagsterEvent]) -> list[dg.AssetCheckEvaluation]:
    """Every check that failed as an error; a warning is none."""
    evaluations = (
        event.asset_check_evaluation_data
        for event in events
        if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
    )
    return [one for one in evaluations if not one.passed and one.severity == dg.AssetCheckSeverity.ERROR]


def _of_step(event: dg.DagsterEvent, run_id: str) -> tuple[str, list[dict[str, Any]]]:
    data = event.step_failure_data
    said = data.user_failure_data
    if said is not None and said.description:
        held = (said.metadata or {}).get("examples")
        examples = held.value if held is not None and isinstance(held.value, list) else []
        return said.description, examples[:EXAMPLES]
    error = data.error.cause if data.error and data.error.cause else data.error
    message = error.message.strip().splitlines()[0] if error else "no reason given"
    return f"The step {event.step_key} failed: {message} (run {run_id} in `credscope ui` says where).", []


def _line(row: Mapping[str, Any]) -> str:
    return "  " + " · ".join(f"{name}: {value}" for name, value in row.items())

"""What is counted about occupation and team in one posting, and how far its probability can be trusted.

Only postings whose label is sure count: the others are honest uncertainty of the labeller.
"""

from __future__ import annotations

from credscope.accuracy.counts import Counts
from credscope.accuracy.labelled import Row

_BINS = 10
_STEPS = 20


def is_sure(label: Row) -> bool:
    """Whether occupation and team of a posting are measured."""
    return bool(label["soc_sure"] == "high")


def occupation_counts(label: Row, reading: Row) -> Counts:
    """Counts of one posting; an abstention is a wrong team and a wrong code of all, and none of the coded."""
    if not is_sure(label):
        return {}
    said, got = label["soc2018"], reading["soc_code"]
    coded = int(bool(got))
    same = {digits: int(bool(got) and said[:digits] == got[:digits]) for digits in (2, 4, 7)}
    return {
        "occupation.team_accuracy": (int(label["team"] == reading["team"]), 1),
        "occupation.six_digit_of_all": (same[7], 1),
        "occupation.six_digit_accuracy": (same[7], coded),
        "occupation.minor_group_accuracy": (same[4], coded),
        "occupation.major_group_accuracy": (same[2], coded),
        "occupation.abstained_share": (1 - coded, 1),
    }


def coverage_table(rows: list[tuple[Row, Row]], chosen: float) -> list[Row]:
    """Coverage and accuracy at thresholds from 0 to 0.95 in steps of 0.05, and at the `chosen` one.

    `rows` are (label, best guess) of sure postings; a guess has soc_code, soc_probability and team, and comes
    from a coder that never abstains. Accuracies are null where nothing is coded.
    """
    table = []
    for threshold in sorted({*(step / _STEPS for step in range(_STEPS)), chosen}):
        kept = [
            (label, guess)
            for label, guess in rows
            if guess["soc_code"] and (guess["soc_probability"] or 0.0) >= threshold
        ]
        told = {
            "six_digit": sum(a["soc2018"] == b["soc_code"] for a, b in kept),
            "minor_group": sum(a["soc2018"][:4] == b["soc_code"][:4] for a, b in kept),
            "major_group": sum(a["soc2018"][:2] == b["soc_code"][:2] for a, b in kept),
            "team": sum(a["team"] == b["team"] for a, b in kept),
        }
        table.append(
            {
                "threshold": threshold, "is_chosen": threshold == chosen, "coded_count": len(kept),
                "coverage": len(kept) / len(rows) if rows else None,
                **{f"{name}_accuracy": right / len(kept) if kept else None for name, right in told.items()},
            }
        )  # fmt: skip
    return table


def calibration(rows: list[tuple[Row, Row]]) -> Row:
    """How often a code with a given probability is right: bins of equal width and the expected calibration
    error, the mean distance of both weighted by postings; null without a coded posting.

    `rows` as for `coverage_table`.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for label, guess in rows:
        if guess["soc_code"] and guess["soc_probability"] is not None:
            sure = float(guess["soc_probability"])
            bins[min(int(sure * _BINS), _BINS - 1)].append((sure, label["soc2018"] == guess["soc_code"]))
    told = [
        {
            "from": at / _BINS, "to": (at + 1) / _BINS, "posting_count": len(held),
            "predicted": sum(sure for sure, _ in held) / len(held),
            "observed": sum(right for _, right in held) / len(held),
        }
        for at, held in enumerate(bins)
        if held
    ]  # fmt: skip
    whole = sum(each["posting_count"] for each in told)
    distance = sum(each["posting_count"] * abs(each["predicted"] - each["observed"]) for each in told)
    return {"bins": told, "expected_calibration_error": distance / whole if whole else None}

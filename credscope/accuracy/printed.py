"""The measurement for people: tables on the terminal, and the same ones to paste into docs/accuracy.md.

Nothing is computed here. A table is a list of rows of cells, the first of them its heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from credscope.accuracy.labelled import Row
from credscope.accuracy.measures import MEASURES, Measure

Table = list[list[str]]
_MEASURES = {measure.figure_id: measure for measure in MEASURES}
_CONFUSIONS = ("status", "kind", "min_education", "degree_substitutable", "team")
_PUBLISHED_CONFUSIONS = ("status", "team")


def as_text(heading: str, kept: Row) -> str:
    """The whole measurement of one label set for a terminal."""
    said = (
        f"{heading}: {kept['posting_count']} postings, {kept['labelled_credential_count']} labelled "
        f"credentials, {kept['sure_occupation_count']} sure occupations"
    )
    tables = [
        _figures(kept), _baselines(kept["baselines"]), _coverage(kept["occupation"]["coverage"]),
        _calibration(kept["occupation"]["calibration"]),
        *(_confusion(field, kept["confusions"]) for field in _CONFUSIONS),
    ]  # fmt: skip
    return "\n\n".join([said, *(_padded(table) for table in tables), _calibrated(kept)])


def as_markdown(headings: Sequence[str], measurements: Sequence[Row]) -> str:
    """A table with a column per label set, baselines and margins those of the last; then what else is
    published about the last."""
    last = measurements[-1]
    tables = [
        _side_by_side(headings, measurements),
        _coverage([row for row in last["occupation"]["coverage"] if _is_published(row)]),
        _calibration(last["occupation"]["calibration"]),
        *(_confusion(field, last["confusions"]) for field in _PUBLISHED_CONFUSIONS),
    ]  # fmt: skip
    return "\n\n".join([*(_piped(table) for table in tables), f"{_calibrated(last)}."])


def _is_published(row: Row) -> bool:
    """Whether a threshold is in the short table: the one in use, and tenths."""
    return bool(row["is_chosen"]) or float(f"{row['threshold']:.1f}") == row["threshold"]


def _figures(kept: Row) -> Table:
    ceiling = {row["figure_id"]: row for row in kept.get("ceiling") or []}
    table = [
        ["figure", "value", "95 %", "of", "aim", "", "baseline", "margin", *(["ceiling"] * bool(ceiling))]
    ]
    for row in kept["figures"]:
        measure = _MEASURES[row["figure_id"]]
        cells = [
            measure.words, _number(row["value"]), _interval(row), f"{row['whole']:.0f}", _aim(measure),
            "missed" if row["is_met"] is False else "", _number(row["baseline_value"]),
            _signed(row["margin"]),
        ]  # fmt: skip
        if ceiling:
            cells.append(_number(ceiling[row["figure_id"]]["value"]))
        table.append(cells)
    return table


def _side_by_side(headings: Sequence[str], measurements: Sequence[Row]) -> Table:
    last = measurements[-1]
    ceiling = {row["figure_id"]: row for row in last.get("ceiling") or []}
    table = [["", "aim", *headings, "baseline", "margin", *(["ceiling"] * bool(ceiling))]]
    counts = [
        f"{kept['posting_count']} / {kept['labelled_credential_count']} / {kept['sure_occupation_count']}"
        for kept in measurements
    ]
    rest = [""] * (len(table[0]) - 2 - len(counts))
    table.append(["postings / credentials / sure occupations", "", *counts, *rest])
    sets = [{row["figure_id"]: row for row in kept["figures"]} for kept in measurements]
    for figure_id, measure in _MEASURES.items():
        if not measure.main:
            continue
        cells = [measure.words, _aim(measure), *(_with_interval(figures[figure_id]) for figures in sets)]
        cells += [_baseline(sets[-1][figure_id]), _margin(sets[-1][figure_id])]
        if ceiling:
            cells.append(_number(ceiling[figure_id]["value"]))
        table.append(cells)
    return table


def _baselines(rivals: list[Row]) -> Table:
    table = [["baseline", "figure", "value", "95 %", "of"]]
    for row in rivals:
        measure = _MEASURES[row["figure_id"]]
        if measure.main:
            name = row["baseline_id"].replace("_", " ")
            cells = [name, measure.words, _number(row["value"]), _interval(row), f"{row['whole']:.0f}"]
            table.append(cells)
    return table


def _coverage(rows: list[Row]) -> Table:
    table = [["probability from", "coded", "6 digits", "minor", "major", "team"]]
    for row in rows:
        names = ("six_digit", "minor_group", "major_group", "team")
        accuracies = [_number(row[f"{name}_accuracy"]) for name in names]
        chosen = " (in use)" if row["is_chosen"] else ""
        table.append([f"{row['threshold']:.2f}{chosen}", _number(row["coverage"]), *accuracies])
    return table


def _calibration(told: Row) -> Table:
    return [
        ["probability", "mean", "right", "postings"],
        *(
            [
                f"{row['from']:.1f} to {row['to']:.1f}", _number(row["predicted"]), _number(row["observed"]),
                f"{row['posting_count']}",
            ]
            for row in told["bins"]
        ),
    ]  # fmt: skip


def _calibrated(kept: Row) -> str:
    error = kept["occupation"]["calibration"]["expected_calibration_error"]
    return f"Expected calibration error of the occupation's probability: {_number(error)}"


def _confusion(field: str, rows: list[Row]) -> Table:
    """A row per labelled value, a column per value read."""
    counted = {(_shown(r["labelled"]), _shown(r["read"])): r["count"] for r in rows if r["field"] == field}
    columns = sorted({read for _, read in counted})
    said = dict.fromkeys(labelled for labelled, _ in counted)
    return [
        [f"{field}: labelled, read as", *columns],
        *([one, *(f"{counted.get((one, read), 0)}" for read in columns)] for one in said),
    ]


def _padded(table: Table) -> str:
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    # Words to the left, figures to the right.
    left = [any(row[at][:1].isalpha() for row in table[1:]) for at in range(len(widths))]
    lines = []
    for row in table:
        cells = zip(row, widths, left, strict=True)
        lines.append("  ".join(c.ljust(width) if to_left else c.rjust(width) for c, width, to_left in cells))
    return "\n".join(line.rstrip() for line in lines)


def _piped(table: Table) -> str:
    rows = [table[0], ["---"] * len(table[0]), *table[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _shown(value: object) -> str:
    return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.3f}"


def _interval(row: Row) -> str:
    return "" if row["low"] is None else f"{row['low']:.3f}-{row['high']:.3f}"


def _with_interval(row: Row) -> str:
    return "-" if row["value"] is None else f"{row['value']:.3f} ({row['low']:.3f}–{row['high']:.3f})"


def _aim(measure: Measure) -> str:
    return "" if measure.aim is None else f"{'≤' if measure.at_most else '≥'} {measure.aim:.2f}"


def _baseline(row: Row) -> str:
    if row["baseline_value"] is None:
        return "-"
    return f"{row['baseline_value']:.3f} {row['baseline_id'].replace('_', ' ')}"


def _margin(row: Row) -> str:
    if row["margin"] is None:
        return "-"
    return f"{row['margin']:+.3f} ({row['margin_low']:+.3f} to {row['margin_high']:+.3f})"

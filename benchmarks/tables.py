"""Measurements as Markdown tables. A ratio comes first; seconds stand beside it as a help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.growth import exponent
from benchmarks.stage import STAGES

MODELS = "*of the build, dbt's seeds and models*"
FLOORS = {"copy": "DuckDB copies the delivered files", "scan": "DuckDB scans and hashes the build's columns"}


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table; the first column is text, the others are set right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def seconds(value: float | None) -> str:
    """Seconds with one decimal below ten, none above; n/a where there is none."""
    return "n/a" if value is None else f"{value:,.1f}" if value < 10 else f"{value:,.0f}"


def ratio(value: float | None, base: float | None) -> str:
    """How many times `base`; n/a where one is missing or nothing."""
    return (
        "n/a"
        if value is None or not base
        else f"{value / base:.2g}"
        if value < base
        else f"{value / base:.1f}"
    )


def gigabytes(value: float | None) -> str:
    """Bytes in units of 10^9."""
    return "n/a" if value is None else f"{value / 1e9:.2f}"


def megabytes(value: float) -> str:
    """Bytes in units of 10^6, two digits below ten."""
    return f"{value / 1e6:,.0f}" if value >= 1e7 else f"{value / 1e6:.2g}"


def stages(record: dict[str, Any]) -> str:
    """One scale: every stage beside its floor."""
    rows: list[list[Any]] = []
    for stage in record["stages"]:
        low = record["floors"].get(stage["stage"], {}).get("seconds")
        rows.append([
            stage["stage"], f"{stage['rows']:,}", ratio(stage["seconds"], low),
            ratio(stage["inside_seconds"], low), seconds(stage["seconds"]), seconds(stage["inside_seconds"]),
            seconds(stage["cpu_seconds"]), f"{stage['rows'] / stage['seconds']:,.0f}",
            gigabytes(stage["peak_bytes"]), gigabytes(stage["read_bytes"]),
        ])  # fmt: skip
        if stage.get("model_seconds"):
            alone = stage["model_seconds"]
            rows.append([MODELS, "", "", ratio(alone, low), "", seconds(alone), "", "", "", ""])
    for floor in record["floors"].values():
        rows.append([
            f"*{FLOORS[floor['kind']]}*", "", "1", "1", seconds(floor["seconds"]), "",
            seconds(floor["cpu_seconds"]), "", gigabytes(floor["peak_bytes"]), gigabytes(floor["read_bytes"]),
        ])  # fmt: skip
    made = record["generated"]
    rows.append([
        "*writing the sample*", "", "", "", seconds(made["seconds"]), "", seconds(made["cpu_seconds"]), "",
        gigabytes(made["peak_bytes"]), gigabytes(made["read_bytes"]),
    ])  # fmt: skip
    header = [
        "stage", "rows", "× floor", "× floor, steps alone", "seconds", "in its steps", "processor seconds",
        "rows/s", "peak GB", "GB read",
    ]  # fmt: skip
    return table(header, rows)


def peers(record: dict[str, Any]) -> str:
    """One scale: the peers against the build."""
    build = next(stage for stage in record["stages"] if stage["stage"] == "build")
    rows: list[list[Any]] = [[
        "build", "1", "1", "1", seconds(build["seconds"]), seconds(build["inside_seconds"]),
        seconds(build["cpu_seconds"]), gigabytes(build["peak_bytes"]), gigabytes(build["read_bytes"]), "–",
    ]]  # fmt: skip
    if build.get("model_seconds"):
        rows.append([MODELS, *[""] * 4, seconds(build["model_seconds"]), *[""] * 4])
    for peer in record.get("peers", []):
        if peer.get("missing"):
            rows.append([peer["peer"], *["n/a"] * 8, f"left out: {peer['missing']}"])
            continue
        over = peer.get("error")
        times = [None if over else peer[name] for name in ("seconds", "work_seconds", "cpu_seconds")]
        bases = [build[name] for name in ("seconds", "inside_seconds", "cpu_seconds")]
        rows.append([
            peer["peer"], *[ratio(time, base) for time, base in zip(times, bases, strict=True)],
            *map(seconds, times), gigabytes(peer["peak_bytes"]), gigabytes(peer["read_bytes"]),
            over or "every cell",
        ])  # fmt: skip
    header = [
        "who", "× build", "× build, work alone", "× build, processor", "seconds", "work alone",
        "processor seconds", "peak GB", "GB read", "agrees",
    ]  # fmt: skip
    return table(header, rows)


def growth(records: list[dict[str, Any]]) -> str:
    """Fitted exponents of time against the lake's rows, per stage, over all scales."""
    rows = []
    for stage in STAGES:
        fitted = []
        for figure in ("seconds", "inside_seconds", "cpu_seconds"):
            points = [
                (record["rows"], measured[figure])
                for record in records
                for measured in record["stages"]
                if measured["stage"] == stage
            ]
            found = exponent(points)
            fitted.append("n/a" if found is None else f"{found:.2f}")
        rows.append([stage, *fitted])
    return table(["stage", "seconds", "in its steps", "processor seconds"], rows)


def newest_month(record: dict[str, Any]) -> str:
    """One new month after histories of several lengths, against the shortest."""
    first = {stage["stage"]: stage for stage in record["histories"][0]["stages"]}
    rows = []
    for history in record["histories"]:
        for stage in history["stages"]:
            base = first[stage["stage"]]
            rows.append([
                stage["stage"], history["history"],
                *[f"{stage[name] / base[name]:.2f}" for name in ("seconds", "inside_seconds", "cpu_seconds")],
                seconds(stage["seconds"]), seconds(stage["inside_seconds"]), gigabytes(stage["peak_bytes"]),
            ])  # fmt: skip
    rows.sort(key=lambda row: (STAGES.index(row[0]), row[1]))
    shortest = record["histories"][0]["history"]
    header = [
        "stage", "months before", f"× after {shortest}", "steps alone", "processor", "seconds",
        "in its steps", "peak GB",
    ]  # fmt: skip
    return table(header, rows)


def reading(record: dict[str, Any]) -> str:
    """Everyone over distinct texts and over repeated ones, against the scan on one core and on all."""
    rates = {
        (row["corpus"], row["who"], row["cores"]): row["bytes"] / row["seconds"] for row in record["measured"]
    }
    scans = {(corpus, held): rate for (corpus, who, held), rate in rates.items() if who == "hyperscan"}
    most = max(row["cores"] for row in record["measured"])
    rows = []
    for row in record["measured"]:
        corpus, rate = row["corpus"], row["bytes"] / row["seconds"]
        rows.append([
            f"{corpus}: {row['who']}", row["cores"], ratio(rate, scans.get((corpus, 1))),
            ratio(rate, scans.get((corpus, most))), ratio(rate, rates.get(("distinct", "re", 1))),
            megabytes(rate), megabytes(row["bytes"]), seconds(row["seconds"]),
            seconds(row["cpu_seconds"]), gigabytes(row["peak_bytes"]),
        ])  # fmt: skip
    held = ", ".join(
        f"{name}: {one['rows']:,} texts, {one['bytes'] / 1e6:,.0f} MB"
        for name, one in record["corpora"].items()
    )
    header = [
        "texts, who", "cores", "× hyperscan, one core", f"× hyperscan, {most} cores", "× `re`", "MB/s",
        "MB read", "seconds", "processor seconds", "peak GB",
    ]  # fmt: skip
    left_out = f"\n\nHyperscan was left out: {record['missing']}." if record.get("missing") else ""
    return f"{held}\n\n{table(header, rows)}{left_out}"


def machine(about: dict[str, Any]) -> str:
    """One line: what was measured on, when, and which code."""
    memory = round(about["memory_bytes"] / 2**30)
    code = f", commit {about['revision']}" if about["revision"] else ""
    return (
        f"{about['processor']}, {about['cores']} cores, {memory} GB, Python {about['python']}, "
        f"{about['date']}{code}"
    )

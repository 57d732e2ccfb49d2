"""The charts as Altair specifications over rows named `rows`; colours and fonts come from the page.

Every chart is as wide as its place on the page. No data here: the page puts the rows of a definition in.
"""

from __future__ import annotations

from typing import Any

import altair as alt

Spec = dict[str, Any]
Tips = dict[str, tuple[str, str]]

TIPS = {"count": ",", "share": ".2%", "points": "+.2%"}
MARKED = "isValid(datum.mark_value)"
MARKS = "marks"
"""Name of the layer of printed figures; the page leaves it out where no row has one."""


def _rows() -> alt.NamedData:
    return alt.NamedData(name="rows")


def _tooltips(fields: Tips) -> list[alt.Tooltip]:
    """Tooltips from {field: (title, kind)}."""
    return [
        alt.Tooltip(f"{field}:{'N' if kind == 'text' else 'Q'}", title=title, format=TIPS.get(kind, ""))
        for field, (title, kind) in fields.items()
    ]


DEMAND = {
    "matched_posting_count": ("Postings with a credential", "count"),
    "posting_count": ("AI postings", "count"),
    "matched_share": ("Share", "share"),
}


def _faint() -> Any:
    """Thin cells are drawn fainter."""
    return alt.condition("datum.is_thin", alt.value(0.45), alt.value(1))


def _spec(chart: Any, description: str) -> Spec:
    spec = chart.properties(width="container", description=description).to_dict()
    spec.pop("$schema", None)
    spec.pop("config", None)
    return spec


def columns_by_year(description: str) -> Spec:
    """Columns of matched postings per `posted_year` with the share written above each."""
    base = alt.Chart(_rows()).encode(
        x=alt.X("posted_year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y(
            "matched_posting_count:Q", title=None, axis=alt.Axis(format="~s", tickCount=4, tickMinStep=1)
        ),
        tooltip=_tooltips({"posted_year": ("Year", "text"), **DEMAND}),
    )
    bars = base.mark_bar(width={"band": 0.72}).encode(opacity=_faint())
    shares = base.mark_text(dy=-7, fontSize=10).encode(text=alt.Text("matched_share:Q", format=".1%"))
    printed = (
        base.transform_filter(MARKED)
        .mark_tick(thickness=2, width={"band": 0.9})
        .encode(y=alt.Y("mark_value:Q"))
        .properties(name=MARKS)
    )
    return _spec(alt.layer(bars, shares, printed).properties(height=260), description)


def shares_by_year(description: str) -> Spec:
    """Share per `posted_year` as a line, the printed share as a tick."""
    base = alt.Chart(_rows()).encode(x=alt.X("posted_year:O", title=None, axis=alt.Axis(labelAngle=0)))
    scale = alt.Scale(zero=True)
    y = alt.Y("matched_share:Q", title=None, scale=scale, axis=alt.Axis(format="~%", tickCount=4))
    tips = {"posted_year": ("Year", "text"), **DEMAND, "mark_value": ("Printed", "share")}
    line = base.mark_line(strokeWidth=2, point={"size": 30}).encode(y=y, tooltip=_tooltips(tips))
    printed = (
        base.transform_filter(MARKED)
        .mark_tick(thickness=2, width={"band": 0.6})
        .encode(y=alt.Y("mark_value:Q"), tooltip=_tooltips(tips))
        .properties(name=MARKS)
    )
    return _spec(alt.layer(line, printed).properties(height=220), description)


def parts_by_year(description: str) -> Spec:
    """The two parts of a change per `posted_year` as columns on each other, the change itself as a point."""
    names = {"within_team_change": "Within teams", "mix_change": "Mix of teams"}
    tips = {
        "posted_year": ("Year", "text"), "matched_share_change": ("Change", "points"),
        **{field: (name, "points") for field, name in names.items()},
    }  # fmt: skip
    base = alt.Chart(_rows()).encode(
        x=alt.X("posted_year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    )
    stacked = (
        base.transform_fold(list(names), as_=["part", "part_change"])
        .transform_calculate(part_name=f"datum.part == 'mix_change' ? '{names['mix_change']}' : "
                             f"'{names['within_team_change']}'")
        .mark_bar(width={"band": 0.6})
        .encode(
            y=alt.Y("part_change:Q", title=None, axis=alt.Axis(format="+.2%", tickCount=5)),
            color=alt.Color(
                "part_name:N", scale=alt.Scale(domain=list(names.values())),
                legend=alt.Legend(title=None, orient="top"),
            ),
            opacity=_faint(),
            tooltip=_tooltips(tips),
        )
    )  # fmt: skip
    whole = base.mark_point(filled=True, size=36).encode(y="matched_share_change:Q", tooltip=_tooltips(tips))
    return _spec(alt.layer(stacked, whole).properties(height=220), description)


def line_by_month(description: str) -> Spec:
    """Share of postings per `posted_month`."""
    axis = alt.Axis(format="%Y-%m", tickCount=6, labelOverlap=True)
    chart = (
        alt.Chart(_rows())
        .mark_line(strokeWidth=1.5, point={"size": 14})
        .encode(
            x=alt.X("posted_month:T", title=None, scale=alt.Scale(type="utc"), axis=axis),
            y=alt.Y(
                "matched_share:Q",
                title=None,
                scale=alt.Scale(zero=True),
                axis=alt.Axis(format="~%", tickCount=4),
            ),
            tooltip=[
                alt.Tooltip("month_label:N", title="Month"),
                *_tooltips(DEMAND),
            ],
        )
    )
    return _spec(chart.properties(height=200), description)


def adjusted_by_month(description: str) -> Spec:
    """Share per `posted_month` as counted (faint) and without its season; `change_share` marks changes."""
    months = alt.Axis(format="%Y-%m", tickCount=6, labelOverlap=True)
    tips = {"matched_share": ("As counted", "share"), "adjusted_matched_share": ("Without season", "share")}
    base = alt.Chart(_rows()).encode(
        x=alt.X("posted_month:T", title=None, scale=alt.Scale(type="utc"), axis=months),
        tooltip=[alt.Tooltip("month_label:N", title="Month"), *_tooltips(tips)],
    )

    def y(field: str) -> alt.Y:
        scale, axis = alt.Scale(zero=True), alt.Axis(format="~%", tickCount=4)
        return alt.Y(f"{field}:Q", title=None, scale=scale, axis=axis)

    counted = base.mark_line(strokeWidth=1, opacity=0.35).encode(y=y("matched_share"))
    adjusted = base.mark_line(strokeWidth=2).encode(y=y("adjusted_matched_share"))
    # Points everywhere, of which only changes are seen: a layer that a filter empties has no extent.
    changed = base.mark_point(size=90, strokeWidth=2).encode(
        y=y("adjusted_matched_share"),
        opacity=alt.condition("isValid(datum.change_share)", alt.value(1), alt.value(0)),
    )
    layers = alt.layer(counted, adjusted, changed)
    return _spec(layers.properties(height=220), description)


def lines_by_team(description: str, teams: list[str]) -> Spec:
    """Share per `posted_year`, one line per `team_name` in the order of `teams` (the last one is `all`)."""
    return lines(description, "team_name", teams, {"team_name": ("Team", "text"), **DEMAND})


def lines(description: str, name: str, names: list[str], tips: Tips, value: str = "matched_share") -> Spec:
    """A share per `posted_year`, one line per value of the column `name`, in the order of `names`."""
    chart = (
        alt.Chart(_rows())
        .mark_line(strokeWidth=2, point={"size": 26})
        .encode(
            x=alt.X("posted_year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y(f"{value}:Q", title=None, axis=alt.Axis(format="~%", tickCount=5)),
            color=alt.Color(f"{name}:N", scale=alt.Scale(domain=names), legend=_legend()),
            tooltip=_tooltips({"posted_year": ("Year", "text"), **tips}),
        )
    )
    return _spec(chart.properties(height=280), description)


def intervals(description: str) -> Spec:
    """`premium` per `team_name` as a point on its interval, with a line at nothing."""
    base = alt.Chart(_rows()).encode(
        y=alt.Y("team_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=180)),
        tooltip=[
            alt.Tooltip("team_name:N", title="Team"),
            *(
                alt.Tooltip(f"{field}:Q", title=title, format="+.1%")
                for field, title in (("premium", "Premium"), ("premium_low", "From"), ("premium_high", "To"))
            ),
        ],
    )
    axis = alt.Axis(format="+.0%", tickCount=6)
    span = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("premium_low:Q", title=None, axis=axis), x2="premium_high:Q", opacity=_faint()
    )
    point = base.mark_point(filled=True, size=60).encode(x="premium:Q", opacity=_faint())
    nothing = base.mark_rule(strokeDash=[3, 3], strokeWidth=1).encode(x=alt.datum(0))
    return _spec(alt.layer(nothing, span, point).properties(height={"step": 34}), description)


def lines_since(description: str) -> Spec:
    """Share of postings per `months_since_retired`, a line per `credential_name`; a rule marks month 0."""
    base = alt.Chart(_rows())
    lines = base.mark_line(strokeWidth=1.5, point={"size": 14}).encode(
        x=alt.X("months_since_retired:Q", title="Months since", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("mention_share:Q", title=None, axis=alt.Axis(format="~%", tickCount=4)),
        color=alt.Color("credential_name:N", sort=None, legend=_legend()),
        tooltip=_tooltips(
            {"credential_name": ("Credential", "text"), "months_since_retired": ("Months since", "count"),
             "mention_count": ("Postings", "count"), "mention_share": ("Share", "share")}
        ),
    )  # fmt: skip
    retired = base.mark_rule(strokeDash=[4, 3]).encode(x=alt.datum(0))
    return _spec(alt.layer(lines, retired).properties(height=240), description)


def _legend() -> alt.Legend:
    return alt.Legend(title=None, orient="top", columns=2, labelLimit=220, symbolType="stroke")


def bars(description: str, label: str, value: str, tips: Tips | None = None) -> Spec:
    """Horizontal bars in the order of the rows: `label` stands above its bar, `value_label` at its end.

    A row's `mark_value` is drawn as a tick across its bar.

    `tips` default to postings and share. Room for the longest number is left at the right.
    """
    scale = alt.Scale(rangeMax=alt.ExprRef("width - 56"), zero=True, nice=False)
    x = alt.X(f"{value}:Q", axis=None, scale=scale)
    base = alt.Chart(_rows()).encode(
        y=alt.Y(f"{label}:N", sort=None, axis=None),
        tooltip=_tooltips({label: ("Name", "text"), **(DEMAND if tips is None else tips)}),
    )
    measured = base.encode(x=x)
    bar = measured.mark_bar(height=14, yOffset=9).encode(opacity=_faint())
    names = base.mark_text(
        align="left", baseline="middle", dy=-9, fontSize=12, limit=alt.ExprRef("width")
    ).encode(x=alt.XValue(0), text=f"{label}:N")
    values = measured.mark_text(align="left", baseline="middle", dx=5, dy=9, fontSize=11).encode(
        text="value_label:N"
    )
    printed = (
        base.transform_filter(MARKED)
        .mark_tick(thickness=2, height=20, yOffset=9)
        .encode(x=alt.X("mark_value:Q", axis=None, scale=scale))
        .properties(name=MARKS)
    )
    return _spec(alt.layer(bar, names, values, printed).properties(height={"step": 44}), description)

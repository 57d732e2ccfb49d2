"""Table posting_text: the prose of a stretch of rows, put together column by column.

Sentences come from `prose`. What a text says about credentials and education is counted here as it is written
(`ReadingTruth`), so that a reading of the text can be compared with what was planted in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from credscope.sample import prose
from credscope.sample.mentions import UNCATALOGUED
from credscope.sample.occupations import TEAMS
from credscope.sample.pays import Pays, yearly
from credscope.sample.plan import AI, BROKEN
from credscope.sample.records import Rows, World
from credscope.sample.said import STATUSES, Said
from credscope.sample.tables import Tables

POSTING_TEXT = pa.schema(
    [
        ("job_id", pa.int64()),
        ("body", pa.string()),
        ("salary_min", pa.float64()),
        ("salary_max", pa.float64()),
        ("salary_unit", pa.string()),
    ]
)
STATUS_ODDS = (0.34, 0.06, 0.42, 0.08, 0.10)
"""Odds of STATUSES."""

LEVELS = ("high_school", "associate", "bachelor", "master", "doctorate")
WITHOUT_TEXT_SHARE = 0.03
TEXT_ONLY, TEXT_ONLY_SHARE = "mcse", 0.003
TRAP_SHARE = 0.15
UNNAMED_SHARE = 0.05
RUN_TOGETHER_SHARE = 0.02
SUBSTITUTABLE_SHARE = 0.3
CONTACT_SHARE = 0.2
STYLES = (("- ", ""), ("• ", ""), ("* ", ""), ("<li>", "</li>"))
STYLE_ODDS = (0.45, 0.27, 0.22, 0.06)
HTML = 3


@dataclass
class ReadingTruth:
    """What the texts say, counted over distinct accepted postings that have a text."""

    texts: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    text_only: Counter[str] = field(default_factory=Counter)
    traps: int = 0
    unnamed: int = 0
    contacts: int = 0
    education: Counter[str] = field(default_factory=Counter)
    substitutable: int = 0

    def planted(self) -> dict[str, object]:
        """The counts for planted.json; mentions are names of table certification that the text names."""
        return {
            "text_count": self.texts,
            "mention_count_by_status": dict(sorted(self.statuses.items())),
            "text_only_posting_count_by_team": dict(sorted(self.text_only.items())),
            "trap_posting_count": self.traps,
            "unnamed_credential_posting_count": self.unnamed,
            "contact_posting_count": self.contacts,
            "posting_count_by_min_education": dict(sorted(self.education.items())),
            "substitutable_posting_count": self.substitutable,
        }


class Texts:
    """Writes the texts of stretches of rows."""

    def __init__(self, world: World, tables: Tables, pays: Pays) -> None:
        self._world, self._tables, self.truth = world, tables, ReadingTruth()
        self.pays = pays
        families = (*world.families, "none")
        self._about = [prose.ABOUT[family] for family in families]
        self._duties = [prose.DUTIES[family] for family in families]
        known = world.catalogue
        awkward = ("(unspecified)", "(Legacy)")
        names = [s if n.endswith(awkward) else n for n, s in zip(known.names, known.spellings, strict=True)]
        self._surfaces = pa.array([*names, *known.spellings])
        self._catalogued = np.array([i not in UNCATALOGUED for i in known.ids])
        self._text_only = known.number(TEXT_ONLY)

    def table(self, rows: Rows, details: dict[str, np.ndarray]) -> tuple[pa.Table, Said]:
        """Table posting_text for the rows that have a text, and what the texts say."""
        chance, count = rows.chance, len(rows)
        style = chance.choice(len(STYLES), count, p=STYLE_ODDS)
        kept = np.flatnonzero(chance.random(count) >= WITHOUT_TEXT_SHARE)
        counted = np.zeros(count, dtype=bool)
        counted[kept] = rows.kind[kept] != BROKEN
        look = _Look(style, chance)
        low, high, unit = self.pays.draw(rows, kept, chance)
        credentials, status = self._credentials(rows, counted, look)
        unnamed = self._unnamed(counted, look)
        above = [
            self._opening(rows, details, look),
            look.heading("about"),
            look.paragraph(*self._family_line(rows, self._about, chance)),
            look.particulars(rows.code >= 0),
            look.heading("duties"),
            *(look.bullet(*self._family_line(rows, self._duties, chance, shift)) for shift in (0, 1, 2)),
            look.heading("required"),
        ]
        education, replaceable = self._education(details, counted, look)
        body = [
            *above,
            education,
            look.bullet(prose.EXPERIENCE, look.draw(prose.EXPERIENCE)),
            look.bullet(prose.SKILL_LINES, look.draw(prose.SKILL_LINES)),
            *credentials["required"], *credentials["obtain"], *credentials["alternative"],
            self._trap(rows, counted, look),
            look.heading("preferred", [*credentials["preferred"], unnamed], details["preferred"] >= 0),
            self._preferred_degree(details, look),
            *credentials["preferred"],
            unnamed,
            look.heading("benefits"),
            look.bullet(prose.BENEFIT_LINES, look.draw(prose.BENEFIT_LINES)),
            *credentials["mentioned"],
            self._contact(counted, look),
            look.paragraph(prose.CLOSINGS, look.draw(prose.CLOSINGS)),
        ]  # fmt: skip
        self.truth.texts += int(counted.sum())
        text = pc.binary_join_element_wise(*body, "\n", null_handling="skip")
        bare = ~rows.named(np.ones(len(self._catalogued), dtype=bool)) & (style != HTML)
        lost = pa.array(bare & (chance.random(count) < RUN_TOGETHER_SHARE))
        text = pc.if_else(lost, pc.replace_substring(text, "\n", ""), text)
        units = pa.DictionaryArray.from_arrays(
            pa.array(unit.astype(np.int32), mask=unit < 0), pa.array(["YEAR", "HOUR"])
        )
        table = pa.table(
            [
                pa.array(details["job_id"]),
                text,
                pa.array(low, mask=unit < 0),
                pa.array(high, mask=unit < 0),
                units,
            ],
            names=POSTING_TEXT.names,
        )
        pay = np.full(count, np.nan)
        pay[kept] = yearly(low, high, unit)[kept]
        return table.take(pa.array(kept)), Said(status, replaceable, pay)

    def _opening(self, rows: Rows, details: dict[str, np.ndarray], look: _Look) -> pa.Array:
        employer = np.where(rows.employer < 0, len(self._world.employers.names), rows.employer)
        names = pa.array([*self._world.employers.names, "Our client"]).take(pa.array(employer))
        titles = pa.array(self._tables.titles).take(pa.array(details["title"]))
        place = pa.array(self._tables.place_names).take(
            pa.array(self._tables.place_number(rows, details["place"]))
        )
        choice = look.draw(prose.OPENINGS)
        before, middle, after = (
            pa.array([o[i] for o in prose.OPENINGS]).take(pa.array(choice)) for i in range(3)
        )
        return look.wrap_paragraph(
            pc.binary_join_element_wise(before, names, middle, titles, after, place, ".", "")
        )

    def _family_line(
        self, rows: Rows, lists: list[tuple[str, ...]], chance: np.random.Generator, shift: int = 0
    ) -> tuple[list[str], np.ndarray]:
        lengths = np.array([len(one) for one in lists])
        starts = np.cumsum(lengths) - lengths
        family = np.where(rows.code >= 0, self._world.family[rows.code], len(lists) - 1)
        drawn = (rows.serial + shift) % lengths[family] if shift or lists is self._duties else None
        if drawn is None:
            drawn = (chance.random(len(rows)) * lengths[family]).astype(np.int64)
        number = np.where(shift < lengths[family], starts[family] + drawn, -1)
        return [sentence for one in lists for sentence in one], number

    def _credentials(
        self, rows: Rows, counted: np.ndarray, look: _Look
    ) -> tuple[dict[str, list[pa.Array]], np.ndarray]:
        """Lines by status, and the status that each mention is told with, -1 for none.

        Also one credential that only the text names, in some postings that name none.
        """
        chance = rows.chance
        row, credential = rows.mention_row, rows.mention_credential
        bare = np.ones(len(rows), dtype=bool)
        bare[row] = False
        alone = np.flatnonzero(bare & (rows.kind == AI) & (chance.random(len(rows)) < TEXT_ONLY_SHARE))
        for number, team in enumerate(TEAMS):
            self.truth.text_only[team] += int((counted[alone] & (rows.team[alone] == number)).sum())
        status = chance.choice(len(STATUSES), len(row), p=STATUS_ODDS)
        told = counted[row] & self._catalogued[credential]
        for number, name in enumerate(STATUSES):
            self.truth.statuses[name] += int((told & (status == number)).sum())
        said = np.where(told, status, -1)
        row = np.concatenate([row, alone])
        credential = np.concatenate([credential, np.full(len(alone), self._text_only)])
        status = np.concatenate([status, np.full(len(alone), STATUSES.index("preferred"))])
        surface = np.where(chance.random(len(row)) < 0.3, credential + len(self._catalogued), credential)
        lines = {
            name: look.credential_lines(
                name, row[status == number], self._surfaces.take(pa.array(surface[status == number]))
            )
            for number, name in enumerate(STATUSES)
        }
        return lines, said

    def _education(
        self, details: dict[str, np.ndarray], counted: np.ndarray, look: _Look
    ) -> tuple[pa.Array, np.ndarray]:
        """The line about the degree, and whether something may replace it, -1 where no text asks for one."""
        degree = details["degree"]
        loose = (look.chance.random(len(degree)) < SUBSTITUTABLE_SHARE) & (degree >= 1)
        for level, name in enumerate(LEVELS):
            self.truth.education[name] += int((counted & (degree == level)).sum())
        self.truth.education["none_stated"] += int((counted & (degree < 0)).sum())
        self.truth.substitutable += int((counted & loose).sum())
        lines = [line for pair in prose.DEGREE_LINES for line in pair]
        replaceable = np.where(counted & (degree >= 1), loose.astype(np.int64), -1)
        return look.bullet(lines, np.where(degree < 0, -1, degree * 2 + loose)), replaceable

    def _preferred_degree(self, details: dict[str, np.ndarray], look: _Look) -> pa.Array:
        return look.bullet(prose.PREFERRED_DEGREE_LINES, details["preferred"])

    def _trap(self, rows: Rows, counted: np.ndarray, look: _Look) -> pa.Array:
        chosen = rows.chance.random(len(rows)) < TRAP_SHARE
        self.truth.traps += int((counted & chosen).sum())
        return look.bullet(prose.TRAPS, np.where(chosen, look.draw(prose.TRAPS), -1))

    def _unnamed(self, counted: np.ndarray, look: _Look) -> pa.Array:
        chosen = look.chance.random(len(counted)) < UNNAMED_SHARE
        self.truth.unnamed += int((counted & chosen).sum())
        return look.bullet(prose.UNNAMED, np.where(chosen, look.draw(prose.UNNAMED), -1))

    def _contact(self, counted: np.ndarray, look: _Look) -> pa.Array:
        chosen = look.chance.random(len(counted)) < CONTACT_SHARE
        self.truth.contacts += int((counted & chosen).sum())
        return look.paragraph(prose.CONTACTS, np.where(chosen, look.draw(prose.CONTACTS), -1))


@dataclass
class _Look:
    """Bullets, headings and paragraphs in the style of every row; null lines stay null."""

    style: np.ndarray
    chance: np.random.Generator

    def draw(self, options: tuple[object, ...]) -> np.ndarray:
        return self.chance.integers(0, len(options), len(self.style))

    def paragraph(self, lines: tuple[str, ...] | list[str], number: np.ndarray) -> pa.Array:
        return self.wrap_paragraph(_take(lines, number))

    def wrap_paragraph(self, lines: pa.Array) -> pa.Array:
        return self._wrap(
            lines, [("\n" if i != HTML else "<p>", "" if i != HTML else "</p>") for i in range(len(STYLES))]
        )

    def particulars(self, chosen: np.ndarray) -> pa.Array:
        """What only this job has, for the rows `chosen`: ads of one template differ in it and little else."""
        sentences = []
        for variants in prose.PARTICULARS:
            said = [
                pc.binary_join_element_wise(*(self._slot(slot) for slot in variant), "")
                for variant in variants
            ]
            sentences.append(pc.choose(pa.array(self.draw(variants)), *said))
        whole = pc.binary_join_element_wise(*sentences, "")
        return self.wrap_paragraph(pc.if_else(pa.array(chosen), whole, pa.scalar(None, pa.string())))

    def _slot(self, slot: tuple[str, ...] | str) -> pa.Array:
        return pa.scalar(slot) if isinstance(slot, str) else _take(slot, self.draw(slot))

    def bullet(self, lines: tuple[str, ...] | list[str], number: np.ndarray) -> pa.Array:
        return self._wrap(_take(lines, number), list(STYLES))

    def heading(
        self, name: str, below: list[pa.Array] | None = None, filled: np.ndarray | None = None
    ) -> pa.Array:
        """A heading; where `below` is given, only for rows with one of its lines or `filled` otherwise."""
        marks = [("\n", ""), ("\n", ":"), ("\n", ""), ("<h3>", "</h3>")]
        number = self.draw(prose.HEADINGS[name])
        if below is not None and filled is not None:
            for line in below:
                filled = filled | line.is_valid().to_numpy(zero_copy_only=False)
            number = np.where(filled, number, -1)
        return self._wrap(_take(prose.HEADINGS[name], number), marks)

    def credential_lines(self, status: str, row: np.ndarray, surface: pa.Array) -> list[pa.Array]:
        """As many columns of bullets as the row with most credentials of that status needs."""
        order = np.argsort(row, kind="stable")
        row, surface = row[order], surface.take(pa.array(order))
        options = [line.split("{x}") for line in prose.STATUS_LINES[status]]
        choice = self.chance.integers(0, len(options), len(row))
        before, after = (_take([o[i] for o in options], choice) for i in (0, 1))
        line = pc.binary_join_element_wise(before, surface, after, "")
        slot = np.arange(len(row)) - np.searchsorted(row, row)
        columns = []
        for number in range(int(slot.max(initial=-1)) + 1):
            place = np.full(len(self.style), -1)
            place[row[slot == number]] = np.flatnonzero(slot == number)
            columns.append(self._wrap(line.take(pa.array(place, mask=place < 0)), list(STYLES)))
        return columns

    def _wrap(self, lines: pa.Array, marks: list[tuple[str, str]]) -> pa.Array:
        before, after = (_take([m[i] for m in marks], self.style) for i in (0, 1))
        return pc.binary_join_element_wise(before, lines, after, "")


def _take(lines: tuple[str, ...] | list[str], number: np.ndarray) -> pa.Array:
    return pa.array(list(lines), pa.string()).take(pa.array(number, mask=number < 0))

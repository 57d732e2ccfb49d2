"""Rows of the sample as the tables job, certification and skill of the Burning Glass layout.

Columns and their types are decided here; the text of postings belongs to `prose`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from credscope.sample.employers import ABROAD as ABROAD_PLACES
from credscope.sample.employers import PLACES, US_SPELLINGS
from credscope.sample.plan import ABROAD, BROKEN, OUTSIDE, UNPLACED
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import Rows, World
from credscope.sample.titles import UNCODABLE, titles_of

JOB = pa.schema(
    [
        ("job_id", pa.int64()),
        ("retrieval_date", pa.date32()),
        ("clean_job_title", pa.string()),
        ("canon_employer", pa.string()),
        ("canon_city", pa.string()),
        ("canon_state", pa.string()),
        ("record_country", pa.string()),
        ("occupation_code", pa.string()),
        ("occupation_name", pa.string()),
        ("canon_minimum_degree", pa.string()),
        ("canon_preferred_degree", pa.string()),
        ("import_time", pa.timestamp("s")),
    ]
)
CERTIFICATION = pa.schema([("job_id", pa.int64()), ("canon_certification", pa.string())])
SKILL = pa.schema([("job_id", pa.int64()), ("skill_cluster", pa.string())])

IDS_PER_MONTH = 10_000_000
SPELLING_SHARE = 0.08
SKILL_SHARE = 0.25
BROKEN_KINDS = ("blank title", "no title", "no date", "before 1990", "after the delivery")

DEGREES = ("High school diploma", "Associate's degree", "Bachelor's degree", "Master's degree", "Doctorate")
DEGREE_ODDS: dict[str, tuple[float, ...]] = {
    "support": (0.25, 0.25, 0.30, 0.0, 0.0), "network": (0.10, 0.20, 0.50, 0.02, 0.0),
    "science": (0.0, 0.0, 0.40, 0.35, 0.20), "nursing": (0.20, 0.40, 0.25, 0.0, 0.0),
    "driving": (0.35, 0.0, 0.0, 0.0, 0.0), "retail": (0.40, 0.0, 0.0, 0.0, 0.0),
    "service": (0.45, 0.10, 0.05, 0.0, 0.0), "maintenance": (0.50, 0.10, 0.0, 0.0, 0.0),
}  # fmt: skip
USUAL_ODDS = (0.03, 0.05, 0.65, 0.08, 0.01)

SKILLS: dict[str, tuple[str, ...]] = {
    "science": (
        "Machine Learning",
        "Data Science",
        "Statistics",
        "Artificial Intelligence",
        "Natural Language Processing (NLP)",
    ),
    "software": (
        "Software Development Principles",
        "Scripting Languages",
        "Machine Learning",
        "Test Automation",
    ),
    "data": ("Database Administration", "Data Mining", "Data Warehousing"),
    "engineering": ("Robotics", "Industrial Automation", "Mechanical Engineering", "Signal Processing"),
    "systems": ("System Design and Implementation", "IT Automation", "Cloud Solutions"),
    "network": ("Network Administration", "System Administration", "IT Automation"),
    "marketing": ("Online Marketing", "Marketing Strategy", "Economics"),
    "analysis": ("Business Process and Analysis", "Data Science", "Economics"),
}
OTHER_SKILLS = ("Project Management", "Customer Service", "Basic Living Activities")


@dataclass
class Tables:
    """Builds the tables of stretches of rows; holds the dictionaries that columns point into."""

    world: World
    titles: tuple[str, ...] = field(init=False)
    place_names: tuple[str, ...] = (
        *(p[0] for p in PLACES),
        *(p[0] for p in ABROAD_PLACES),
        "any place you like",
    )

    def __post_init__(self) -> None:
        names = {row["onet_code"]: row["detail_title"] for row in seed_rows("reference/onet_occupations")}
        names.update(
            {f"{row['soc_code']}.00": row["occupation_title"] for row in seed_rows("reference/soc_2018")}
            | names
        )
        lists = [titles_of(code) for code in self.world.codes]
        self.titles = (*(title for one in lists for title in one), *UNCODABLE)
        self._length = np.array([*(len(one) for one in lists), len(UNCODABLE)])
        self._start = np.cumsum(self._length) - self._length
        self._code_names = [names[code] for code in self.world.codes]
        odds = [DEGREE_ODDS.get(family, USUAL_ODDS) for family in self.world.families]
        self._degree_ends = np.cumsum(np.array(odds), axis=1)
        skills = [(*SKILLS.get(family, ()), *OTHER_SKILLS) for family in self.world.families]
        self._skills = tuple(dict.fromkeys(s for one in skills for s in one))
        self._skill_numbers = [np.array([self._skills.index(s) for s in one]) for one in skills]

    def details(self, rows: Rows) -> dict[str, np.ndarray]:
        """What table job and text share: numbers of title, degrees (-1 none) and place, job id."""
        chance, count = rows.chance, len(rows)
        title = self._start[rows.code] + (chance.random(count) * self._length[rows.code]).astype(np.int64)
        family = self.world.family[rows.code]
        degree = (chance.random(count)[:, None] >= self._degree_ends[family]).sum(axis=1)
        degree = np.where((degree < len(DEGREES)) & (rows.code >= 0), degree, -1)
        preferred = np.where((chance.random(count) < 0.15) & (degree >= 0) & (degree < 4), degree + 1, -1)
        weights = np.array([place[2] for place in PLACES], dtype=float)
        place = chance.choice(len(PLACES), count, p=weights / weights.sum())
        year, month = divmod(rows.month, 12)
        stem = (self.world.plan.years[year] * 100 + month + 1) * IDS_PER_MONTH
        job_id = stem + rows.first + np.arange(count, dtype=np.int64)
        return {"title": title, "degree": degree, "preferred": preferred, "place": place, "job_id": job_id}

    def job(self, rows: Rows, details: dict[str, np.ndarray]) -> pa.Table:
        """Table job, every repeated row once more at the end; half of those state another place.

        A quarter of those outside every team stand a month later: no count may depend on which one is kept.
        """
        again = np.concatenate([np.arange(len(rows)), rows.repeated])
        repeated = np.arange(len(again)) >= len(rows)
        place = details["place"][again]
        moved = np.flatnonzero(repeated)[::2]
        place[moved] = (place[moved] + 1) % len(PLACES)
        late = repeated & (rows.kind[again] == OUTSIDE) & (rows.serial[again] % 4 == 0)
        city, state, country = self._places(rows, place, again)
        broken = np.where(rows.kind == BROKEN, rows.serial % len(BROKEN_KINDS), -1)[again]
        title = np.where(broken == 0, len(self.titles), np.where(broken == 1, -1, details["title"][again]))
        dates, imported = self._dates(rows, broken, again, late)
        columns = [
            pa.array(details["job_id"][again]), dates, _words(title, (*self.titles, "  ")),
            _words(rows.employer[again], self.world.employers.names), city, state, country,
            _words(rows.code[again], self.world.codes), _words(rows.code[again], self._code_names),
            _words(details["degree"][again], DEGREES), _words(details["preferred"][again], DEGREES), imported,
        ]  # fmt: skip
        return pa.table(columns, names=JOB.names)

    def certification(self, rows: Rows, details: dict[str, np.ndarray]) -> pa.Table:
        """Table certification: printed names, some in another spelling, some rows delivered twice."""
        known = self.world.catalogue
        pairs = np.sort(np.concatenate([np.arange(len(rows.mention_row)), rows.doubled]))
        named = rows.mention_credential[pairs]
        spelled = rows.chance.random(len(pairs)) < SPELLING_SHARE
        words = np.where(spelled, named + len(known.names), named)
        job_id = details["job_id"][rows.mention_row[pairs]]
        return pa.table(
            [pa.array(job_id), _words(words, (*known.names, *known.spellings))], names=CERTIFICATION.names
        )

    def skill(self, rows: Rows, details: dict[str, np.ndarray]) -> pa.Table:
        """Table skill: one to three clusters for some postings."""
        chosen = np.flatnonzero((rows.chance.random(len(rows)) < SKILL_SHARE) & (rows.code >= 0))
        number = rows.chance.integers(1, 4, len(chosen))
        row = np.repeat(chosen, number)
        family = self.world.family[rows.code[row]]
        draw = rows.chance.random(len(row))
        skill = np.zeros(len(row), dtype=np.int64)
        for one, numbers in enumerate(self._skill_numbers):
            members = family == one
            skill[members] = numbers[(draw[members] * len(numbers)).astype(np.int64)]
        return pa.table([pa.array(details["job_id"][row]), _words(skill, self._skills)], names=SKILL.names)

    def place_number(self, rows: Rows, place: np.ndarray) -> np.ndarray:
        """Index into `place_names` of every row; the last for a row without place."""
        far = len(PLACES) + place % len(ABROAD_PLACES)
        number = np.where(rows.kind == ABROAD, far, place)
        return np.where(rows.kind == UNPLACED, len(self.place_names) - 1, number)

    def _places(
        self, rows: Rows, place: np.ndarray, again: np.ndarray
    ) -> tuple[pa.Array, pa.Array, pa.Array]:
        kind = rows.kind[again]
        far = len(PLACES) + place % len(ABROAD_PLACES)
        number = np.where(kind == ABROAD, far, np.where(kind == UNPLACED, -1, place))
        spelling = place % len(US_SPELLINGS)
        land = np.where(kind == ABROAD, len(US_SPELLINGS) + place % len(ABROAD_PLACES), spelling)
        land = np.where(kind == UNPLACED, -1, land)
        everywhere = [*((city, state) for city, state, _ in PLACES), *((c, s) for c, s, _ in ABROAD_PLACES)]
        states = tuple(dict.fromkeys(state for _, state in everywhere if state))
        state_of = np.array([states.index(state) if state else -1 for _, state in everywhere])
        return (
            _words(number, tuple(city for city, _ in everywhere)),
            _words(np.where(number < 0, -1, state_of[number]), states),
            _words(land, (*US_SPELLINGS, *(country for _, _, country in ABROAD_PLACES))),
        )

    def _dates(
        self, rows: Rows, broken: np.ndarray, again: np.ndarray, late: np.ndarray
    ) -> tuple[pa.Array, pa.Array]:
        """Day posted and time of import; `late` rows stand on one of the first 28 days of the next month."""
        months = self.world.plan.months
        first = _first_day(months[rows.month])
        day = first + rows.day[again] - 1
        if rows.month + 1 < len(months):
            day = np.where(late, _first_day(months[rows.month + 1]) + rows.day[again] % 28, day)
        imported = (day + 1 + rows.serial[again] % 9) * 86_400
        day = np.where(broken == 3, _first_day("1970-01"), np.where(broken == 4, _first_day("2035-01"), day))
        dates = pa.array(day.astype(np.int32), mask=broken == 2).cast(pa.date32())
        return dates, pa.array(imported).cast(pa.timestamp("s"))


def _first_day(month: str) -> int:
    """Days from 1970-01-01 to the first of a month, YYYY-MM."""
    return int(np.datetime64(f"{month}-01", "D").astype(np.int64))


def _words(numbers: np.ndarray, words: tuple[str, ...] | list[str]) -> pa.DictionaryArray:
    """Strings by number, null for negative ones, as a dictionary column of the words in use.

    No word stands in the dictionary twice: Parquet's writer would leave gaps of arbitrary bytes for them.
    """
    used = np.flatnonzero(np.bincount(numbers[numbers >= 0], minlength=len(words)))
    entries: dict[str, int] = {}
    place = np.zeros(len(words) + 1, dtype=np.int32)
    place[used] = [entries.setdefault(words[i], len(entries)) for i in used.tolist()]
    return pa.DictionaryArray.from_arrays(
        pa.array(place[numbers], mask=numbers < 0), pa.array(list(entries), pa.string())
    )

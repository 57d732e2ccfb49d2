"""Which credentials the sample's occupations name together: the truth of pathways__next_credential.

Counted as the rows are made, occupation by occupation of the teams; copies of postings stand outside of them.
What is advised instead of a retired credential, and by which programme, is no business of the sample.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from credscope.sample.mentions import UNCATALOGUED
from credscope.sample.plan import AI
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import Rows, World
from credscope.sample.said import Said

Record = dict[str, Any]
NOTHING = "none"
EVERY = 0
"""Where `pays` counts all postings of an occupation; a credential stands one further than its number."""


@dataclass
class Pathways:
    """Running counts over distinct AI postings: postings[occupation]; mentions[occupation, credential, of
    (all, with a status, required)]; pairs[occupation, credential, credential of a greater number];
    pays[occupation, 1 + credential, (postings with pay, logarithms of it summed)]."""

    world: World
    postings: np.ndarray = field(init=False)
    mentions: np.ndarray = field(init=False)
    pairs: np.ndarray = field(init=False)
    pays: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self._socs = sorted({code[:7] for code in self.world.codes})
        self._soc = np.array([self._socs.index(code[:7]) for code in self.world.codes])
        ids = self.world.catalogue.ids
        self._known = np.array([name not in UNCATALOGUED for name in ids])
        occupations, credentials = len(self._socs), len(ids)
        self.postings = np.zeros(occupations, dtype=np.int64)
        self.mentions = np.zeros((occupations, credentials, 3), dtype=np.int64)
        self.pairs = np.zeros((occupations, credentials, credentials), dtype=np.int64)
        self.pays = np.zeros((occupations, 1 + credentials, 2))

    def add(self, rows: Rows, said: Said) -> None:
        """Count a stretch of rows with what their texts say."""
        counted = rows.kind == AI
        soc = self._soc[rows.code]
        np.add.at(self.postings, soc[counted], 1)
        paid = np.flatnonzero(counted & ~np.isnan(said.yearly_pay))
        logs = np.log(said.yearly_pay)
        np.add.at(self.pays, (soc[paid], EVERY), np.stack([np.ones(len(paid)), logs[paid]], 1))
        named = counted[rows.mention_row] & self._known[rows.mention_credential]
        row, credential, status = (
            part[named] for part in (rows.mention_row, rows.mention_credential, said.status)
        )
        np.add.at(
            self.mentions, (soc[row], credential), np.stack([named[named], status >= 0, status == 0], 1)
        )
        with_pay = ~np.isnan(said.yearly_pay[row])
        amounts = np.stack([np.ones(int(with_pay.sum())), logs[row[with_pay]]], 1)
        np.add.at(self.pays, (soc[row[with_pay]], 1 + credential[with_pay]), amounts)
        apart = 1
        while (together := row[apart:] == row[:-apart]).any():
            first = np.flatnonzero(together)
            np.add.at(self.pairs, (soc[row[first]], credential[first], credential[first + apart]), 1)
            apart += 1

    def rows(self) -> list[Record]:
        """Rows of pathways__next_credential: keys, counts, difference of pay where both sides post it."""
        numbers = {row["threshold_id"]: row["threshold_value"] for row in seed_rows("rules/thresholds")}
        least = int(numbers["pathway_least_posting_count"])
        most = int(numbers["pathway_most_credentials"])
        return [
            record
            for soc in np.flatnonzero(self.postings).tolist()
            for held in (None, *range(len(self.world.catalogue.ids)))
            for record in self._next(soc, held, least)[:most]
        ]

    def _next(self, soc: int, held: int | None, least: int) -> list[Record]:
        """The rows of an occupation and a held credential (None for nothing), the most frequent first."""
        ids, single = self.world.catalogue.ids, self.mentions[soc, :, 0]
        both = single if held is None else self.pairs[soc, held] + self.pairs[soc, :, held]
        whole = int(self.postings[soc] if held is None else single[held])
        order = sorted(
            np.flatnonzero(both >= least).tolist(), key=lambda i: (-int(both[i]), -int(single[i]), ids[i])
        )
        return [
            {
                "soc_code": self._socs[soc], "held_credential_id": NOTHING if held is None else ids[held],
                "credential_id": ids[i], "posting_count": int(self.postings[soc]),
                "matched_posting_count": int(single[i]), "held_posting_count": whole,
                "both_posting_count": int(both[i]), "stated_posting_count": int(self.mentions[soc, i, 1]),
                "required_posting_count": int(self.mentions[soc, i, 2]), **self._paid(soc, i),
            }
            for i in order
        ]  # fmt: skip

    def _paid(self, soc: int, credential: int) -> Record:
        count, logs = self.pays[soc, 1 + credential]
        rest, rest_logs = self.pays[soc, EVERY] - self.pays[soc, 1 + credential]
        found: Record = {"paid_posting_count": int(count)}
        if count and rest:
            found["pay_difference"] = round(float(np.exp(logs / count - rest_logs / rest) - 1), 6)
        return found

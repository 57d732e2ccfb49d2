"""Writes the sample as a delivery: layout.json, one Parquet file per table and month, planted.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.progress import progress
from credscope.sample import published, tables
from credscope.sample.asked import Asked
from credscope.sample.beyond import Beyond
from credscope.sample.changes import decomposition
from credscope.sample.copies import COUNTED, LEFT_OUT, Copies
from credscope.sample.named_sets import NamedSets
from credscope.sample.outside import Outside
from credscope.sample.pathways import Pathways
from credscope.sample.pays import PREMIUM, Pays
from credscope.sample.plan import make_plan
from credscope.sample.records import World
from credscope.sample.replication import replication
from credscope.sample.said import Said
from credscope.sample.text import Texts
from credscope.sample.truth import Truth

DELIVERED_ON = "2021-06-30"
DEFINITION = "cset_2021"
TEXT_UP_TO_SCALE = 0.01
ROW_GROUP_ROWS = 65_536


def write_sample(
    output: Path, scale: float = 0.001, text: bool | None = None, seed: int = 2021
) -> dict[str, Any]:
    """Write the sample under `output` and return what planted.json holds.

    `scale` 1 is the brief's 56,101,989 AI postings; `text` adds table posting_text, None up to
    TEXT_UP_TO_SCALE. The same arguments give the same bytes, and memory does not grow with `scale`. Raises
    CredscopeError for a scale at which the published tables cannot hold together.
    """
    if text is None:
        text = scale <= TEXT_UP_TO_SCALE
    brief = published.load()
    plan = make_plan(brief, scale)
    world = World(plan, seed)
    builder, truth, copies = tables.Tables(world), Truth(world), Copies(world)
    asked = Asked(world)
    pays = Pays(world.catalogue.ai_related)
    named, pathways = NamedSets(world), Pathways(world)
    outside = Outside(world)
    texts = Texts(world, builder, pays) if text else None
    output = Path(output)
    output.mkdir(parents=True, exist_ok=True)
    for number, month in enumerate(progress(plan.months, "sample months")):
        with _Files(output, month) as files:
            for rows in world.month(number):
                truth.add(rows)
                named.add(rows)
                outside.add(rows)
                details = builder.details(rows)
                job = builder.job(rows, details)
                files.write("job", job)
                files.write("certification", builder.certification(rows, details))
                files.write("skill", builder.skill(rows, details))
                said = Said.nothing(rows)
                if texts:
                    bodies, said = texts.table(rows, details)
                    copied_job, copied_bodies = copies.add(rows, job, bodies)
                    files.write("job", copied_job)
                    files.write(
                        "posting_text", pa.concat_tables([bodies, copied_bodies]).unify_dictionaries()
                    )
                asked.add(rows, details["degree"], said)
                pathways.add(rows, said)
    layout = {
        "layout": "burning_glass", "occupation_scheme": "onet_soc_2019", "source": "credscope_sample",
        "kind": "sample", "delivered_on": DELIVERED_ON, "seed": seed, "scale": scale,
        "big_tech_scale": plan.margins.big_tech_scale,
    }  # fmt: skip
    truth.copied, truth.alike = copies.count(*LEFT_OUT), copies.count(*COUNTED)
    marts = truth.marts() | asked.marts() | Beyond(world, named, DEFINITION).marts()
    marts["pathways__next_credential"] = pathways.rows()
    marts["pay__premium"] = pays.premium(marts["demand__by_team"])
    marts["trends__decomposition"] = decomposition(marts["demand__by_team_year"])
    marts["replication__published"] = replication(marts, scale, plan.margins.big_tech_scale)
    planted = {
        "definition_id": DEFINITION, "scale": scale, "seed": seed, "text": text,
        "big_tech_scale": plan.margins.big_tech_scale, "outside": outside.planted(), **marts,
    }  # fmt: skip
    if texts:
        planted["reading"] = texts.truth.planted()
        planted["copies"] = copies.planted
        planted["pay"] = {"premium": PREMIUM}
    _write_json(output / "layout.json", layout)
    _write_json(output / "planted.json", planted)
    return planted


class _Files:
    """The files of one month, opened when their first rows come.

    Stretches of rows are kept until they make a row group that is worth reading; texts are too large to keep.
    """

    def __init__(self, output: Path, month: str) -> None:
        self._output, self._month = output, month
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._kept: dict[str, list[pa.Table]] = {}

    def __enter__(self) -> _Files:
        return self

    def write(self, table: str, rows: pa.Table) -> None:
        kept = self._kept.setdefault(table, [])
        kept.append(rows)
        if table == "posting_text" or sum(len(part) for part in kept) >= ROW_GROUP_ROWS:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows = pa.concat_tables(self._kept.pop(table)).unify_dictionaries()
        if table not in self._writers:
            folder = self._output / table
            folder.mkdir(exist_ok=True)
            self._writers[table] = pq.ParquetWriter(
                folder / f"{self._month}.parquet", rows.schema, compression="zstd", store_schema=False
            )
        self._writers[table].write_table(rows)

    def __exit__(self, *_: object) -> None:
        for table in list(self._kept):
            self._flush(table)
        for writer in self._writers.values():
            writer.close()


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

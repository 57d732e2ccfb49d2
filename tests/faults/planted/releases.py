"""Faults of the way from the last gate to `current`: what is published must be what was judged."""

from __future__ import annotations

from planted.fault import Fault

FAULTS = (
    Fault(
        "a row of a mart is removed after the checks",
        lambda g: g.edit(
            "credscope/mart_files.py",
            "as select * from {source} order by all",
            "as select * from {source} order by all limit 2",
        ),
    ),
    Fault(
        "DuckDB file and Parquet files of a release differ",
        lambda g: g.edit(
            "credscope/mart_files.py",
            'copy (select * from release.main."{mart}" order by all)',
            'copy (select * from release.main."{mart}" order by all offset 1)',
        ),
    ),
    Fault(
        "the report fails",
        lambda g: g.edit(
            "report/site.py",
            "    release_dir = Path(release_dir)\n",
            "    release_dir = Path(release_dir) / 'nowhere'\n",
        ),
    ),
)

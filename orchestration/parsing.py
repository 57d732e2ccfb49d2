"""What dbt parsed of the project, lent to a build so that it parses only what its home makes different."""

from __future__ import annotations

import shutil
from pathlib import Path

from dagster_dbt import DbtProject

PARSED = "partial_parse.msgpack"


def lend(project: DbtProject, target: Path) -> None:
    """Put what was parsed of `project` into dbt's `target` folder.

    dbt itself finds what is no longer so: files that changed, and those that read a variable of the
    environment that has another value now, such as the sources for the home that they lie in. Where nothing
    is there to lend, it parses all.
    """
    parsed = project.manifest_path.parent / PARSED
    if parsed.exists():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(parsed, target / PARSED)

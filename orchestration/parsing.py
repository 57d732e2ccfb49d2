"""What dbt parsed for a home, kept so that a build of an unchanged project need not parse it again.

Kept under the home, because the paths that dbt is told are part of what it parsed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from dagster_dbt import DbtProject

from credscope.contract import digest
from credscope.home import Home
from orchestration.project import STAMP

PARSED = "partial_parse.msgpack"


def lend(home: Home, project: DbtProject, target: Path) -> bool:
    """Put what was parsed into dbt's `target` folder, where it fits the project and what dbt is told now."""
    stamp = _folder(home) / "stamp"
    if not stamp.exists() or stamp.read_text() != _stamp(project) or not (_folder(home) / PARSED).exists():
        return False
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_folder(home) / PARSED, target / PARSED)
    return True


def keep(home: Home, project: DbtProject, target: Path) -> None:
    """Keep what dbt parsed in `target` for the next build; call it under the environment of the build."""
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stamp").unlink(missing_ok=True)
    shutil.copyfile(target / PARSED, folder / PARSED)
    (folder / "stamp").write_text(_stamp(project))


def _folder(home: Home) -> Path:
    return home.dagster / "parsed"


def _stamp(project: DbtProject) -> str:
    """Everything that parsing depends on: the project's files and what dbt is told by environment."""
    files = (project.manifest_path.parent / STAMP).read_text()
    told = (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("CREDSCOPE_"))
    return digest(files, *told)

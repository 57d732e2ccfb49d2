"""The dbt project and its manifest, made when missing or other than the models: a fresh clone loads."""

from __future__ import annotations

import sys
from pathlib import Path

from dagster_dbt import DbtProject
from filelock import FileLock

from credscope.digests import digest_file, digest_files, files_under
from orchestration.paths import DBT_PROJECT
from orchestration.resources import LocalDbt

PARSED = {".sql", ".py", ".yml", ".yaml", ".md", ".csv"}
STAMP = "parsed_files.sha256"


def dbt_resource(project: DbtProject) -> LocalDbt:
    """dbt over `project`, with the project's own profiles."""
    return LocalDbt(
        project_dir=str(project.project_dir),
        profiles_dir=str(project.profiles_dir),
        dbt_executable=sys.executable,
        global_config_flags=[str(Path(__file__).with_name("dbt_process.py"))],
    )


def prepared_project(folder: Path = DBT_PROJECT) -> DbtProject:
    """The project with a manifest that fits its files; parses only where they changed since the last time."""
    project = DbtProject(project_dir=folder, profiles_dir=folder)
    target = project.manifest_path.parent
    stamp = target / STAMP
    files = digest_files([path for path in files_under(folder) if path.suffix in PARSED], folder)
    target.mkdir(parents=True, exist_ok=True)
    with FileLock(target / ".parse.lock"):
        if not (stamp.exists() and stamp.read_text() == _stamp(files, project.manifest_path)):
            dbt_resource(project).cli(["parse", "--quiet"], target_path=target).wait()
            stamp.write_text(_stamp(files, project.manifest_path))
    return project


def _stamp(files: str, manifest: Path) -> str:
    """What was parsed and what came of it: a manifest that another dbt run left behind does not pass."""
    return f"{files} {digest_file(manifest) if manifest.exists() else 'none'}"


project = prepared_project()

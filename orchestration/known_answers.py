"""dbt's unit tests as a gate: models that changed give their known answers before they are released.

Rows that are right in number can be wrong in meaning; only an example with its answer tells. The answers do
not depend on what a home holds, so they are asked for once after every change of the project.
"""

from __future__ import annotations

import json
import shutil

from dagster_dbt import DbtCliResource, DbtProject

from credscope.errors import CredscopeError
from credscope.progress import say
from orchestration.builds import Build
from orchestration.parsing import PARSED
from orchestration.project import STAMP

PROVEN = "known_answers.sha256"
FAILED = ("fail", "error", "runtime error")


def require_known_answers(dbt: DbtCliResource, project: DbtProject, build: Build) -> None:
    """Run dbt's unit tests on a build, unless this very project has passed them before.

    The build lends its tables for their columns' types. Call it under the build's environment. Raises
    CredscopeError naming the first test whose answer is another one.
    """
    folder = project.manifest_path.parent
    asked = (folder / STAMP).read_text(encoding="utf-8")
    proven = folder / PROVEN
    if proven.exists() and proven.read_text(encoding="utf-8") == asked:
        return
    say("Asking changed models for their known answers")
    target = build.folder / "known_answers"
    target.mkdir(exist_ok=True)
    shutil.copyfile(build.target / PARSED, target / PARSED)
    run = dbt.cli(["test", "--select", "test_type:unit"], target_path=target, raise_on_error=False).wait()
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    wrong = [result["unique_id"].split(".")[-1] for result in results if result["status"] in FAILED]
    if wrong or not run.is_successful():
        more = f" Others that failed: {len(wrong) - 1}." if len(wrong) > 1 else ""
        first = f"dbt's example {wrong[0]} has another answer" if wrong else "dbt's examples could not be run"
        raise CredscopeError(f"Not released: {first}; {target / 'run_results.json'} shows it.{more}")
    proven.write_text(asked, encoding="utf-8")

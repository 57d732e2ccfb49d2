"""The examples of docs/bi.md that need nothing beyond Credscope's own packages, run on a release."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from fabricated_release import write_release

from credscope.home import PROJECT_ROOT

DOCS = PROJECT_ROOT / "docs"
EXAMPLES = re.findall(r"```python\n(.*?)```", (DOCS / "bi.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a release where the examples look for it."""
    made = tmp_path_factory.mktemp("bi")
    write_release(made / "data" / "releases" / "2021-06-01-0123abcd")
    (made / "data" / "releases" / "current").symlink_to("2021-06-01-0123abcd")
    return made


@pytest.mark.parametrize("example", EXAMPLES, ids=["pandas", "duckdb"])
def test_an_example_runs(example: str, folder: Path) -> None:
    """An example with a column or a path that is not there."""
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_dashboard_is_packed_for_a_database(tmp_path: Path) -> None:
    """A pack that leaves the address or the schema of the export in place, or a reference to nothing."""
    command = [sys.executable, str(DOCS / "superset" / "pack.py"), "duckdb:////somewhere.duckdb", "main"]
    subprocess.run(command, cwd=tmp_path, check=True)
    with zipfile.ZipFile(tmp_path / "credscope-superset.zip") as packed:
        held = {name: yaml.safe_load(packed.read(name)) for name in packed.namelist()}
    assert held["credscope/databases/Credscope.yaml"]["sqlalchemy_uri"] == "duckdb:////somewhere.duckdb"
    datasets = [content for name, content in held.items() if "/datasets/" in name]
    charts = [content for name, content in held.items() if "/charts/" in name]
    assert {dataset["schema"] for dataset in datasets} == {"main"}
    assert {chart["dataset_uuid"] for chart in charts} == {dataset["uuid"] for dataset in datasets}
    contracts = "".join(
        path.read_text(encoding="utf-8") for path in (PROJECT_ROOT / "dbt_project").rglob("marts/*/*.yml")
    )
    for dataset in datasets:
        assert f"- name: {dataset['table_name']}\n" in contracts
        for column in dataset["columns"]:
            assert f"- name: {column['column_name']}\n" in contracts

"""The documentation: the tutorial runs, the command line is described as it is, the site builds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from credscope.home import PROJECT_ROOT

DOCS = PROJECT_ROOT / "docs"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    """A command of the tutorial that fails, or prints something else than is shown."""
    variables = {name: value for name, value in os.environ.items() if name != "CREDSCOPE_HOME"}
    variables["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{variables['PATH']}"
    printed = ""
    for kind, block in BLOCK.findall((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        if kind == "text":
            assert all(line in printed for line in block.splitlines()), (block, printed)
            continue
        done = subprocess.run(
            ["bash", "-e", "-c", block],
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (block, done.stdout, done.stderr)
        printed = done.stdout
    assert (tmp_path / "review.csv").exists()


def test_the_command_line_is_described_as_it_is() -> None:
    """A command or option that docs/commands.md lacks, or that is gone; `make site` writes it anew."""
    command = [sys.executable, "-m", "typer", "credscope.cli", "utils", "docs", "--name", "credscope"]
    done = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert (DOCS / "commands.md").read_text(encoding="utf-8").strip() == done.stdout.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(PROJECT_ROOT / "mkdocs.yml", folder)
    command = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_every_page_is_on_the_site(site: Path) -> None:
    """A page that nobody finds; that links lead somewhere, the strict build above says."""
    pages = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    assert {path.parent.name for path in site.glob("*/index.html")} == pages


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    """Pages of documentation that ask servers for fonts or scripts."""
    loaded = re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=\"(https?://[^\"]+)\"")
    for page in site.rglob("*.html"):
        assert not loaded.findall(page.read_text(encoding="utf-8")), page

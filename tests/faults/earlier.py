"""The code of earlier versions, from the repository's own history."""

from __future__ import annotations

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from credscope.home import PROJECT_ROOT

LAST_COMMITS = {1: "c736b8b"}
"""By form of a home, the last commit whose homes are of it; add one with every new form."""


def code_of_form(form: int, folder: Path) -> Path:
    """The checkout, written to `folder`; skips the test by name in a clone without that history."""
    command = ["git", "-C", str(PROJECT_ROOT), "archive", LAST_COMMITS[form]]
    said = subprocess.run(command, capture_output=True, check=False)
    if said.returncode:
        pytest.skip(f"the version before: this clone does not hold commit {LAST_COMMITS[form]}")
    with tarfile.open(fileobj=BytesIO(said.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder

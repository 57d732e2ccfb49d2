"""The whole way as a person goes it: a home of the version before, taken along, backed up, restored.

Through the command line and Dagster, in minutes; `test_backup` and `test_upgrade` try more of it below.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from earlier import code_of_form
from small_delivery import fingerprint, write_delivery
from states import complaints

from credscope import releases
from credscope.home import PROJECT_ROOT, Home


def credscope(home: Home, *arguments: str, code: Path = PROJECT_ROOT) -> str:
    """What a command says on standard output; fails with its own words where it fails."""
    home.root.parent.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "credscope.cli", "--home", str(home.root), *arguments],
        env=os.environ | {"PYTHONPATH": str(code)},
        cwd=home.root.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def published(home: Home) -> dict[str, str]:
    """Digests of record and marts of the current release."""
    release = home.releases / str(releases.current(home))
    return fingerprint(release / "marts") | {"release.json": fingerprint(release)["release.json"]}


def some_posting(home: Home) -> str:
    files = f"{home.postings}/*/*.parquet"
    return duckdb.execute("select min(posting_id) from read_parquet(?)", [files]).fetchall()[0][0]


def test_from_the_version_before_to_a_home_elsewhere(
    tmp_path: Path, full: bool, tried: Callable[..., None]
) -> None:
    """Prevents the pieces of recovery from working each and not together, and advice that leads nowhere."""
    if not full:
        pytest.skip("several whole refreshes: only with CREDSCOPE_FAULTS=full")
    home = Home(tmp_path / "home")
    before = code_of_form(1, tmp_path / "code")
    first = write_delivery(tmp_path / "first")
    credscope(home, "ingest", str(first), code=before)
    credscope(home, "refresh", code=before)
    old = str(releases.current(home))
    kept = fingerprint(home.releases / old)
    credscope(home, "ingest", str(write_delivery(tmp_path / "second", ("2020-04",), first_id=900)))
    assert "Released" in credscope(home, "refresh")
    new = str(releases.current(home))
    assert new != old and complaints(home) == []
    now = fingerprint(home.releases / old)
    assert {name: now[name] for name in kept} == kept, "what readers had is as it was"
    tried("whole upgrade")

    credscope(home, "backup", str(tmp_path / "home.tar"))
    again = Home(tmp_path / "elsewhere" / "home")
    credscope(again, "restore", str(tmp_path / "home.tar"))
    assert complaints(again) == []
    assert "Nothing new" in credscope(again, "refresh")
    posting_id = some_posting(again)
    with pytest.raises(AssertionError, match=r"`credscope refresh --month 2020-04` makes it again"):
        credscope(again, "explain", posting_id)
    credscope(again, "refresh", "--month", "2020-04")
    assert releases.current(again) == new and published(again) == published(home)
    assert credscope(again, "explain", posting_id) == credscope(home, "explain", posting_id)
    tried("whole restore")

    credscope(again, "releases", "rollback", old)
    with pytest.raises(AssertionError, match=rf"`credscope releases rollback {new}` returns"):
        credscope(again, "explain", posting_id)
    credscope(again, "releases", "rollback", new)
    credscope(again, "releases", "prune", "--keep", "1")
    assert releases.folders(again) == [new] and complaints(again) == []
    shutil.rmtree(again.root / "readings")
    assert "readings" in complaints(again)[0] and "`credscope refresh`" in complaints(again)[0]
    credscope(again, "refresh")
    assert complaints(again) == [] and published(again) == published(home)
    tried("whole rollback")

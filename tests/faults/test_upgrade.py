"""A home that an earlier version wrote is taken along, and one of a later version is left alone.

What an earlier version wrote is made by its own code, taken from the history of the repository at the last
commit of every form: no archive that somebody once made by hand, and nothing that today's code pretends. In a
clone without that history these tests are skipped by name; there, a home of today without what its form
brought stands in, and a test above holds the two against each other.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import chain
import pytest
from calls import killed_at
from earlier import code_of_form
from small_delivery import fingerprint, write_delivery
from states import complaints

from credscope import dictionary, lake, releases
from credscope.cli import app
from credscope.doctor import doctor
from credscope.errors import CredscopeError
from credscope.home import FORMAT, PROJECT_ROOT, Home
from credscope.upgrading import upgrade

KILLS = {False: 4, True: 40}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("upgrade")
    write_delivery(made / "first")
    write_delivery(made / "second", ("2020-03",), first_id=80, delivered_on="2020-07-31")
    write_delivery(made / "later", ("2020-04",), first_id=900, delivered_on="2020-08-31")
    return made


@pytest.fixture(scope="module")
def written_now(folder: Path) -> Home:
    """A home that today's code wrote."""
    return made_by(PROJECT_ROOT, folder, "now")


@pytest.fixture(scope="module")
def written_before(folder: Path) -> Home:
    """A home of form 1, by the last code that wrote it."""
    return made_by(code_of_form(1, folder / "code"), folder, "before")


def made_by(code: Path, folder: Path, name: str) -> Home:
    home = Home(folder / name)
    script = Path(__file__).with_name("as_before.py")
    subprocess.run(
        [sys.executable, str(script), str(home.root), str(folder / "first"), str(folder / "second")],
        env=os.environ | {"PYTHONPATH": str(code)},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return home


def stripped(home: Home) -> None:
    """Take away what form 2 brought."""
    described = (dictionary.CSV_FILE, dictionary.PACKAGE_FILE)
    for later in [
        *home.deliveries.glob("*/SHA256SUMS"),
        *(path for name in ("SHA256SUMS", *described) for path in home.releases.glob(f"2*/{name}")),
    ]:
        later.unlink()
    for manifest in home.deliveries.glob("*/manifest.json"):
        said = json.loads(manifest.read_text(encoding="utf-8"))
        del said["version"]
        manifest.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (home.root / "home.json").write_text(json.dumps({"kind": home.kind()}) + "\n")


@pytest.fixture
def old(written_now: Home, tmp_path: Path) -> Home:
    """A home of form 1, wherever this runs."""
    home = Home(tmp_path / "home")
    shutil.copytree(written_now.root, home.root, symlinks=True)
    stripped(home)
    return home


def test_what_stands_in_is_what_was_written(written_before: Home, old: Home) -> None:
    """Prevents the tests of the upgrade from passing over homes that no version ever wrote."""
    one, other = fingerprint(written_before.root), fingerprint(old.root)
    # Release and readings are named and keyed by code and rules, which are not what a form is about.
    kept = [name for name in one if name.startswith(("home.json", "lake/"))]
    assert kept == [name for name in other if name.startswith(("home.json", "lake/"))]
    assert [name for name in kept if one[name] != other[name]] == []
    for home in (written_before, old):
        (release,) = releases.folders(home)
        assert sorted(path.name for path in (home.releases / release).rglob("*") if path.is_file()) == [
            "credscope.duckdb", "demand__by_month.parquet", "quality__deliveries.parquet", "release.json",
        ]  # fmt: skip


def test_a_home_of_before_is_taken_along(
    written_before: Home, folder: Path, tmp_path: Path, tried: Callable[..., None]
) -> None:
    """Prevents an upgrade from costing a home its deliveries, a row or the release that readers see."""
    home = Home(tmp_path / "home")
    shutil.copytree(written_before.root, home.root, symlinks=True)
    before, release = fingerprint(home.root), releases.current(home)
    assert upgrade(home) and home.format() == FORMAT
    after = fingerprint(home.root)
    assert [name for name in before if after.get(name) != before[name]] == ["home.json"]
    assert {Path(name).name for name in after.keys() - before.keys()} == {"SHA256SUMS"}
    assert releases.current(home) == release and releases.damage(home, str(release)) == []
    rows = sum(manifest["accepted_count"] for manifest in lake.manifests(home))
    shutil.copytree(folder / "later", home.inbox / "later")
    chain.refresh(home, lambda stage: None)
    assert complaints(home) == []
    assert sum(manifest["accepted_count"] for manifest in lake.manifests(home)) == rows + 40
    releases.roll_back(home, str(release))
    tried("home of the version before")


def test_the_doctor_says_what_will_happen(old: Home) -> None:
    """Prevents a home of before from looking broken, and from looking like one of today."""
    found = {check: (ok, detail) for check, ok, detail in doctor(old)}
    said = f"postings, format 1: the next run takes it along to format {FORMAT}"
    assert found["kind of home"] == (True, said)
    assert found["deliveries"][0] and found["releases"][0]


def test_an_upgrade_may_be_killed_and_repeated(
    old: Home, tmp_path: Path, full: bool, chance: random.Random, tried: Callable[..., None]
) -> None:
    """Prevents a home that is half of one form and half of the next from being taken for either."""
    wanted = Home(tmp_path / "wanted")
    shutil.copytree(old.root, wanted.root, symlinks=True)
    assert upgrade(wanted) and not upgrade(wanted)
    home = Home(tmp_path / "killed")
    for _ in range(KILLS[full]):
        shutil.rmtree(home.root, ignore_errors=True)
        shutil.copytree(old.root, home.root, symlinks=True)
        assert killed_at(chance.randint(1, 8), lambda: upgrade(home))
        assert home.format() == 1, "the new form is said last"
        with chain.alone(home):
            upgrade(home)
        assert fingerprint(home.root) == fingerprint(wanted.root)
        tried("killed upgrade")


def test_a_later_home_is_refused(
    old: Home, monkeypatch: pytest.MonkeyPatch, tried: Callable[..., None]
) -> None:
    """Prevents an old version that was started by mistake from writing into a home that it does not know."""
    from typer.testing import CliRunner

    monkeypatch.setenv("CREDSCOPE_HOME", str(old.root))
    later = {"kind": "postings", "format": FORMAT + 1, "version": "9.9"}
    (old.root / "home.json").write_text(json.dumps(later))
    before = fingerprint(old.root)
    with pytest.raises(CredscopeError, match=rf"written by Credscope 9\.9 \(format {FORMAT + 1}\)"):
        upgrade(old)
    for command in (["refresh"], ["releases"], ["doctor"], ["releases", "prune"], ["backup", "a.tar"]):
        done = CliRunner().invoke(app, ["--home", str(old.root), *command])
        assert isinstance(done.exception, CredscopeError), command
    assert fingerprint(old.root) == before
    tried("home of a later version")

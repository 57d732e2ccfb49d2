"""A home from its backup is the home that was; half a backup is none, and half a restore neither."""

from __future__ import annotations

import io
import os
import random
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import chain
import pytest
from calls import killed_at
from small_delivery import write_delivery
from states import complaints, differing, state

from credscope import releases
from credscope.backup import back_up
from credscope.errors import CredscopeError
from credscope.freshness import nothing_new
from credscope.home import Home
from credscope.restoring import restore

RESTORE_KILLS, CUTS = {False: 6, True: 60}, {False: 6, True: 40}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with two releases, settings, and a delivery that waits."""
    made = Home(tmp_path_factory.mktemp("backup") / "home")
    write_delivery(made.inbox / "first")
    chain.refresh(made, lambda stage: None)
    write_delivery(made.inbox / "second", ("2020-03", "2020-04"), first_id=900, delivered_on="2020-07-31")
    chain.refresh(made, lambda stage: None)
    write_delivery(made.inbox / "third", ("2020-05",), first_id=2000, delivered_on="2020-08-31")
    (made.root / "boards.yml").write_text("greenhouse: [brindlewood]\n")
    return made


@pytest.fixture(scope="module")
def archive(home: Home) -> Path:
    file = home.root.with_name("home.tar")
    back_up(home, file)
    return file


def backed_up(home: Home) -> dict[str, str]:
    """The state of a home but for what a backup leaves out."""
    return {name: value for name, value in state(home).items() if not name.startswith("build/")}


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_restored_home_is_the_home_that_was(home: Home, archive: Path, tmp_path: Path) -> None:
    """Prevents a backup that lacks what nobody thought of until it was needed, and one twice as large."""
    again = Home(tmp_path / "again")
    restore(again, archive)
    assert differing(state(again), backed_up(home)) == []
    assert complaints(again) == [] and releases.current(again) == releases.current(home)
    assert nothing_new(Home(again.root)) is None, "the third delivery waits still"
    linked = again.posting_month("example_board", "2020-04")
    assert linked.stat().st_nlink == home.posting_month("example_board", "2020-04").stat().st_nlink == 2
    shutil.copytree(home.root, tmp_path / "home", symlinks=True)
    for one in (again, Home(tmp_path / "home")):
        chain.refresh(one, lambda stage: None)
    assert differing(state(again), state(Home(tmp_path / "home"))) == []


def test_a_killed_backup_is_no_backup(
    home: Home, tmp_path: Path, full: bool, chance: random.Random, tried: Callable[..., None]
) -> None:
    """Prevents half an archive from lying where a whole one is expected."""
    file, call = tmp_path / "home.tar", 1
    while killed_at(call, lambda: back_up(home, file)):
        if file.exists():
            # The kill came after the archive was put in its place: then it is a whole one.
            again = Home(tmp_path / f"again{call}")
            restore(again, file)
            assert differing(state(again), backed_up(home)) == []
            file.unlink()
        tried("killed backup")
        call += 1 if full else chance.randint(5, 30)
    assert call > 1 and file.exists(), "the last one was not killed"


def test_a_killed_restore_is_no_home(
    home: Home, archive: Path, tmp_path: Path, full: bool, chance: random.Random, tried: Callable[..., None]
) -> None:
    """Prevents half a home from being worked on, and what a kill left from staying for ever."""
    again = Home(tmp_path / "again")
    for _ in range(RESTORE_KILLS[full]):
        assert killed_at(chance.randint(1, 200), lambda: restore(again, archive))
        assert not again.root.exists()
        tried("killed restore")
    restore(again, archive)
    assert differing(state(again), backed_up(home)) == [] and beside(tmp_path) == ["again"]


def test_a_damaged_archive_is_refused(
    archive: Path, tmp_path: Path, full: bool, chance: random.Random, tried: Callable[..., None]
) -> None:
    """Prevents a backup that was cut short or changed on its way from becoming a home that lacks rows."""
    whole, again = archive.read_bytes(), Home(tmp_path / "homes" / "again")
    torn = tmp_path / "torn.tar"
    for number in range(CUTS[full]):
        place = chance.randrange(tarfile.BLOCKSIZE, len(whole) - 2 * tarfile.RECORDSIZE)
        flipped = bytes([whole[place] ^ 0xFF])
        torn.write_bytes(whole[:place] + (flipped + whole[place + 1 :] if number % 2 else b""))
        try:
            restore(again, torn)
        except CredscopeError as refusal:
            assert "take another" in str(refusal).lower() or "no backup" in str(refusal), place
            assert beside(tmp_path / "homes") == [], place
        else:
            # What was changed is no one's: padding, or a date of the archive.
            assert number % 2 and complaints(again) == [], place
            shutil.rmtree(again.root)
        tried("damaged backup")


@pytest.mark.parametrize(
    ("name", "kind", "target"),
    [
        ("../outside", tarfile.REGTYPE, ""),
        ("/tmp/outside", tarfile.REGTYPE, ""),
        ("releases/current", tarfile.SYMTYPE, "/etc"),
        ("releases/current", tarfile.SYMTYPE, ".."),
        ("lake", tarfile.SYMTYPE, "/etc"),
        ("releases/current/marts", tarfile.REGTYPE, ""),
        ("inbox/hosts", tarfile.LNKTYPE, "/etc/hosts"),
        ("inbox/pipe", tarfile.FIFOTYPE, ""),
        ("inbox/device", tarfile.CHRTYPE, ""),
    ],
)
def test_an_archive_that_leads_elsewhere_is_refused(
    tmp_path: Path, name: str, kind: bytes, target: str, tried: Callable[..., None]
) -> None:
    """Prevents an archive of someone else's making from writing outside the home or reading from there."""
    with tarfile.open(tmp_path / "evil.tar", "w") as evil:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, target
        evil.addfile(member, io.BytesIO())
    with pytest.raises(CredscopeError, match="in the archive"):
        restore(Home(tmp_path / "home"), tmp_path / "evil.tar")
    assert beside(tmp_path) == ["evil.tar"]
    tried("hostile backup")


def test_what_cannot_be_backed_up_or_restored_is_one_sentence(
    home: Home, archive: Path, tmp_path: Path
) -> None:
    """Prevents a backup over a good one, into itself or of a damaged home, and a restore over a home."""
    with pytest.raises(CredscopeError, match="exists already"):
        back_up(home, archive)
    with pytest.raises(CredscopeError, match="lies in the home itself"):
        back_up(home, home.root / "home.tar")
    with pytest.raises(CredscopeError, match="holds nothing yet"):
        back_up(Home(tmp_path / "new"), tmp_path / "new.tar")
    with pytest.raises(CredscopeError, match="could not be written: No such file"):
        back_up(home, tmp_path / "nowhere" / "home.tar")
    with pytest.raises(CredscopeError, match="is not empty"):
        restore(home, archive)
    with pytest.raises(CredscopeError, match="There is no file"):
        restore(Home(tmp_path / "new"), tmp_path / "home.tar")
    damaged = Home(tmp_path / "damaged")
    restore(damaged, archive)
    file = next(damaged.deliveries.glob("*/quarantine.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(CredscopeError, match=r"quarantine\.parquet is damaged, so nothing was backed up"):
        back_up(damaged, tmp_path / "damaged.tar")
    assert beside(tmp_path) == ["damaged"]


def test_a_link_in_the_inbox_is_left_out_and_named(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prevents a person from believing that a delivery which only is linked to lies in the backup."""
    link = home.inbox / "elsewhere.csv"
    os.symlink("/dev/null", link)
    try:
        back_up(home, tmp_path / "home.tar")
    finally:
        link.unlink()
    assert f"Left out: {link} is a link to /dev/null" in capsys.readouterr().err
    with tarfile.open(tmp_path / "home.tar") as archive:
        assert "inbox/elsewhere.csv" not in archive.getnames()

"""Publishing to PostgreSQL, against a real server that the tests start."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import postgres_server
import pyarrow.parquet as pq
import pytest
from fabricated_release import FORMULA_NAME, HOSTILE_NAME, write_release

from credscope import publish
from credscope.errors import CredscopeError
from credscope.publish import clean, publish_postgres, server

needs_server = pytest.mark.skipif(
    not postgres_server.available(), reason="PostgreSQL server programs are not installed"
)


@pytest.fixture(scope="module")
def dsn() -> Iterator[str]:
    with postgres_server.server() as address:
        run(address, "create role analyst login password 'reading'")
        yield address


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases") / "2021-06-01-0123abcd")


def marts(release: Path) -> list[Path]:
    """The Parquet file of every mart of a release."""
    return sorted((release / "marts").glob("*.parquet"))


def run(dsn: str, sql: str) -> list[tuple[Any, ...]]:
    """Rows of `sql`, or none; committed."""
    import adbc_driver_postgresql.dbapi as postgres

    with postgres.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall() if cursor.description else []
        connection.commit()
        return rows


@needs_server
def test_marts_arrive_whole_with_comments_and_grants(dsn: str, release: Path) -> None:
    """Prevents lost rows, tables nobody can understand, and a reader role that can write or cannot read."""
    said = publish_postgres(release, dsn, reader="analyst")
    assert f"{len(marts(release))} marts" in said and "s3cret" not in said
    reader = dsn.replace("owner:s3cret", "analyst:reading")
    for mart in marts(release):
        rows = run(reader, f"select count(*) from credscope.{mart.stem}")
        assert rows == [(pq.read_metadata(mart).num_rows,)], mart.stem
    names = run(reader, "select distinct credential_name from credscope.certifications__top_by_team")
    assert {name for (name,) in names} == {HOSTILE_NAME, FORMULA_NAME}
    described = run(
        dsn,
        "select obj_description(c.oid), col_description(c.oid, 1) from pg_class c "
        "join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'credscope' and c.relkind = 'r'",
    )
    assert set(described) == {("One row per something; it's described.", "What the row is under.")}
    with pytest.raises(Exception, match="permission denied"):
        run(reader, "delete from credscope.demand__by_year")


@needs_server
def test_publishing_again_replaces_and_leaves_nothing_behind(dsn: str, release: Path, tmp_path: Path) -> None:
    """Prevents marts of an earlier release from standing beside those of the new one."""
    publish_postgres(release, dsn, schema="again")
    smaller = tmp_path / "2021-07-01-89abcdef"
    shutil.copytree(release, smaller)
    (smaller / "marts" / "occupations__detail.parquet").unlink()
    publish_postgres(smaller, dsn, schema="again")
    tables = run(dsn, "select count(*) from pg_tables where schemaname = 'again'")
    assert tables == [(len(marts(release)) - 1,)]
    assert run(dsn, "select nspname from pg_namespace where nspname like 'again\\_\\_%'") == []
    comment = run(dsn, "select obj_description('again'::regnamespace, 'pg_namespace')")
    assert comment == [("Credscope release 2021-07-01-89abcdef",)]


@needs_server
def test_a_reader_sees_the_old_release_until_the_swap(
    dsn: str, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents a reader in the middle of a query from losing its tables or from blocking the publication."""
    import adbc_driver_postgresql.dbapi as postgres

    monkeypatch.setattr(publish, "PATIENCE_SECONDS", 0.3)
    publish_postgres(release, dsn, schema="held")
    with postgres.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from held.demand__by_year")
        before = cursor.fetchall()
        oid = run(dsn, "select 'held.demand__by_year'::regclass::oid::text")[0][0]
        publish_postgres(release, dsn, schema="held")
        cursor.execute(f"select nspname from pg_class c join pg_namespace n on n.oid = relnamespace "
                       f"where c.oid = {oid}")  # fmt: skip
        assert cursor.fetchall() == [("held__old",)]
        cursor.execute("select count(*) from held__old.demand__by_year")
        assert cursor.fetchall() == before
    publish_postgres(release, dsn, schema="held")
    assert run(dsn, "select count(*) from pg_namespace where nspname = 'held__old'") == [(0,)]


@needs_server
def test_a_transaction_sees_one_release(dsn: str, release: Path, tmp_path: Path) -> None:
    """Prevents a page that asks several marts from getting some of one release and some of the next."""
    import adbc_driver_postgresql.dbapi as postgres

    publish_postgres(release, dsn, schema="paged")
    following = write_release(tmp_path / "2021-07-01-89abcdef", empty=True)
    with (
        ThreadPoolExecutor(1) as pool,
        postgres.connect(dsn) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("select count(*) from paged.demand__by_year")
        assert cursor.fetchall() > [(0,)]
        publishing = pool.submit(publish_postgres, following, dsn, schema="paged")
        while run(dsn, "select count(*) from pg_namespace where nspname = 'paged__new'") == [(0,)]:
            assert not publishing.done(), "the publication did not wait"
        time.sleep(0.5)
        cursor.execute("select count(*) from paged.demand__by_team")
        assert cursor.fetchall() > [(0,)]
        connection.commit()
        publishing.result()
    assert run(dsn, "select count(*) from paged.demand__by_team") == [(0,)]


@needs_server
def test_a_failure_leaves_what_was_there(dsn: str, release: Path, tmp_path: Path) -> None:
    """Prevents a half-loaded release from replacing a good one."""
    publish_postgres(release, dsn, schema="kept")
    broken = tmp_path / "broken"
    shutil.copytree(release, broken)
    target = broken / "marts" / "zz.parquet"
    duckdb.execute(f"copy (select {{'a': 1}} as nested) to '{target}' (format parquet)")
    with pytest.raises(CredscopeError, match="schema kept is unchanged"):
        publish_postgres(broken, dsn, schema="kept")
    with pytest.raises(CredscopeError, match="unchanged"):
        publish_postgres(release, dsn, schema="kept", reader="nobody_there")
    assert run(dsn, "select count(*) from pg_tables where schemaname like 'kept%'") == [
        (len(marts(release)),)
    ]


@needs_server
def test_a_schema_of_somebody_else_is_not_replaced(dsn: str, release: Path) -> None:
    """Prevents one mistyped option from dropping another team's tables."""
    run(dsn, "create schema sales")
    run(dsn, "create table sales.orders (id int)")
    with pytest.raises(CredscopeError, match="not written by Credscope"):
        publish_postgres(release, dsn, schema="sales")
    assert run(dsn, "select count(*) from sales.orders") == [(0,)]


@needs_server
def test_a_wrong_password_is_never_printed(dsn: str, release: Path) -> None:
    """Prevents secrets from ending in logs of a scheduled run."""
    with pytest.raises(CredscopeError) as failure:
        publish_postgres(release, dsn.replace("s3cret", "hunter2"))
    assert "hunter2" not in str(failure.value)
    assert "postgres" in str(failure.value)
    assert failure.value.__cause__ is None and failure.value.__suppress_context__


def test_secrets_are_masked_in_every_form_of_address() -> None:
    """Prevents a password from showing where the driver repeats the address it was given."""
    url, pairs = (
        "postgresql://me:p@ss@db.example:5433/jobs?sslmode=require",
        "host=db password='a b' dbname=jobs",
    )
    assert server(url) == "db.example:5433/jobs"
    assert server(pairs) == "db:5432/jobs"
    assert "p@ss" not in clean(f"cannot open {url} with p@ss", url)
    assert "a b" not in clean("password a b refused", pairs)


@pytest.mark.parametrize("schema", ["public", "pg_catalog", 'x"; drop schema y; --', "Ä", ""])
def test_names_that_could_harm_the_server_are_refused(release: Path, schema: str) -> None:
    """Prevents a schema name from carrying SQL or from replacing the server's own schemas."""
    with pytest.raises(CredscopeError):
        publish_postgres(release, "postgresql://localhost/nowhere", schema=schema)


def test_a_release_without_marts_is_refused(tmp_path: Path) -> None:
    """Prevents an empty folder from replacing a published release by nothing."""
    with pytest.raises(CredscopeError, match="holds no marts"):
        publish_postgres(tmp_path, "postgresql://localhost/nowhere")

"""A hostile release in a real PostgreSQL: every value as it is, nothing run, no password in what is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import postgres_server
import pyarrow.parquet as pq
import pytest
from attacked import SECRET, World

from credscope.errors import CredscopeError
from credscope.publish import clean, publish_postgres, server

MARTS = ("certifications__top_by_team", "employers__largest", "demand__by_year")


@pytest.fixture(scope="module")
def dsn() -> Iterator[str]:
    if not postgres_server.available():
        pytest.skip("PostgreSQL is not installed")
    with postgres_server.server() as address:
        yield address


def test_names_arrive_as_they_are(attacked: World, dsn: str) -> None:
    """Prevents a name from ending a statement of SQL on the server, or from arriving as something else."""
    import adbc_driver_postgresql.dbapi as postgres

    publish_postgres(attacked.release, dsn)
    with closing(postgres.connect(dsn)) as connection, closing(connection.cursor()) as cursor:
        for mart in MARTS:
            cursor.execute(f'select * from credscope."{mart}"')
            there = sorted(map(str, cursor.fetch_arrow_table().to_pylist()))
            here = pq.read_table(attacked.release / "marts" / f"{mart}.parquet").to_pylist()
            assert there == sorted(map(str, here)) and there
        cursor.execute("select nspname from pg_namespace where nspname like 'credscope%'")
        assert [row[0] for row in cursor.fetchall()] == ["credscope"]


@pytest.mark.parametrize(
    "name", ["x; drop schema public", 'x" cascade; --', "x'", "../x", "Robert", "x\n", "", "pg_x", "public"]
)
def test_schemas_and_roles_are_names(attacked: World, name: str) -> None:
    """Prevents --schema and --reader from being more than a name; no server is asked."""
    with pytest.raises(CredscopeError, match=r"cannot name a schema|the server's own"):
        publish_postgres(attacked.release, "postgresql://127.0.0.1:1/x", schema=name)


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://owner:{}@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?user=owner&password={}",
        "host=127.0.0.1 port=1 user=owner password={}", "host=127.0.0.1 port=1 password='{}'",
        "postgresql://owner:{}@127.0.0.1:notaport/x", "postgresql://owner:{}%40%zz@127.0.0.1:1/x",
        "postgres//owner:{}@127.0.0.1:1/x", "{}", "postgresql://owner:a?{}@127.0.0.1:1/x",
        "postgresql://127.0.0.1:1/x?password=a@{}",
    ],
)  # fmt: skip
def test_no_password_is_told(attacked: World, dsn: str) -> None:
    """Prevents the password from standing in the sentence about a server that does not answer."""
    secret = SECRET.decode()
    address = dsn.format(secret)
    with pytest.raises(CredscopeError) as refused:
        publish_postgres(attacked.release, address)
    assert secret not in str(refused.value), refused.value
    assert secret not in server(address)


def test_a_password_is_masked_as_it_is_written_and_as_it_is_meant() -> None:
    """Prevents a password with escaped letters from standing in a message that has them unescaped."""
    assert clean("no role p@ss, no role p%40ss", "postgresql://o:p%40ss@h/x") == "no role ***, no role ***"

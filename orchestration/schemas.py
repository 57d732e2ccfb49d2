"""Arrow and DuckDB schemas as Dagster shows them in its catalogue."""

from __future__ import annotations

from collections.abc import Iterable

import dagster as dg
import pyarrow as pa


def arrow_schema(schema: pa.Schema) -> dg.TableSchema:
    """Column names, types, meanings and whether they may be null."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=field.name,
                type=str(field.type),
                description=(field.metadata or {}).get(b"meaning", b"").decode(),
                constraints=dg.TableColumnConstraints(nullable=field.nullable),
            )
            for field in schema
        ]
    )


def named_schema(columns: Iterable[tuple[str, str, str | None]]) -> dg.TableSchema:
    """From rows of name, type and description."""
    return dg.TableSchema(columns=[dg.TableColumn(name, kind, text) for name, kind, text in columns])

"""Packs the dashboard beside this file for Superset's import: `python docs/superset/pack.py URI [SCHEMA]`.

URI is the database as SQLAlchemy names it, SCHEMA where the marts are in it: `credscope` in PostgreSQL (the
default), `main` in the DuckDB file of a release. Writes credscope-superset.zip into the working directory.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import yaml

uri, schema = sys.argv[1], (sys.argv[2:] or ["credscope"])[0]
here = Path(__file__).parent
with zipfile.ZipFile("credscope-superset.zip", "w") as packed:
    for path in sorted(here.rglob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, value in (("sqlalchemy_uri", uri), ("schema", schema)):
            if key in content:
                content[key] = value
        packed.writestr(f"credscope/{path.relative_to(here)}", yaml.safe_dump(content, sort_keys=False))

"""Makes a home by the code that it is run with: `python as_before.py HOME DELIVERY…`.

Below Dagster, by what versions of every form have had since form 1. It is run with the code of an earlier
version to have a home that this version really wrote.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Take the deliveries in, merge, read and link their months, publish a release of two small marts."""
    import duckdb

    from credscope import lake, readings, releases
    from credscope.duplicates import links
    from credscope.duplicates.rules import Rules as LinkRules
    from credscope.freshness import inputs
    from credscope.home import Home
    from credscope.intake import stage
    from credscope.rules import Rules
    from credscope.sources import detect

    home = Home(Path(sys.argv[1]))
    for delivery in sys.argv[2:]:
        lake.promote(home, stage(detect(Path(delivery)), home))
    for place in lake.stale_months(home):
        lake.build_month(home, *place)
    rules, linking = Rules.load(), LinkRules.load()
    for _ in readings.read_months(home, readings.stale_months(home, rules), rules):
        pass
    stale = links.stale_months(home, linking)
    for _ in links.link_months(home, stale, linking, home.staging / "links"):
        pass
    for month in stale:
        links.put_in_place(home, month, home.staging / "links")
    file = home.builds / "next" / releases.DUCKDB_FILE
    file.parent.mkdir(parents=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create table main.demand__by_month as select 'cset_2021' as definition_id, "
            "date '2020-01-01' as posted_month, 7 as posting_count, 3 as matched_posting_count"
        )
        connection.execute("create table main.quality__deliveries as select 1 as delivery_id")
    releases.publish(home, file, inputs(home), [])


if __name__ == "__main__":
    main()

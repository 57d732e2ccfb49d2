"""Feeds: what the servers that a home is set up for have now, put into its inbox."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from pydantic import Field

from credscope.errors import CredscopeError
from orchestration import paths

ANSWERED = "every_feed_answered"


class Asking(dg.Config):
    """Whether to ask at all: the schedule does; `credscope refresh`, which needs no network, does not."""

    ask: bool = Field(default=True, description="Ask the feeds that the home is set up for.")


@dg.asset(
    group_name="intake",
    owners=["team:credscope"],
    kinds={"python", "json"},
    description="Current postings of the feeds that the home is set up for (boards.yml, USAJOBS by a key), "
    "as deliveries in the inbox. Where none is set up, nothing is asked.",
    check_specs=[
        dg.AssetCheckSpec(ANSWERED, asset="fetched", description="No feed was left out; others still count.")
    ],
)
def fetched(context: dg.AssetExecutionContext, config: Asking) -> Iterator[Any]:
    sentences, troubles = _asked() if config.ask else (["Not asked to fetch: no connection was made."], [])
    yield dg.AssetCheckResult(
        check_name=ANSWERED,
        passed=not troubles,
        severity=dg.AssetCheckSeverity.WARN,
        description=" ".join(troubles) or None,
    )
    yield dg.MaterializeResult(metadata={"feeds": dg.MetadataValue.md("\n\n".join(sentences))})


def _asked() -> tuple[list[str], list[str]]:
    """(what to tell, what went wrong): a feed's trouble never keeps the inbox from being taken in."""
    from credscope.fetching import fetch
    from credscope.fetching.configured import configured_feeds
    from credscope.fetching.settings import usajobs_access

    home = paths.home()
    try:
        feeds = configured_feeds(home)
        if not feeds:
            return ["No feed is set up for this home: no connection was made."], []
        found = fetch(home, feeds, access=usajobs_access())
    except CredscopeError as trouble:
        return [str(trouble)], [str(trouble)]
    return found.sentences(), [one.sentence for one in found.outcomes if one.trouble is not None]

"""The pages of a feed, one after another, by dlt's REST client; what they hold is only counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from credscope.fetching.feed import Feed
from credscope.fetching.kept import Kept
from credscope.fetching.manners import Trouble
from credscope.fetching.outcome import Page
from credscope.fetching.services import path_of
from credscope.fetching.session import Nothing, Polite


def pages(feed: Feed, session: Polite, kept: Kept) -> Iterator[Page]:
    """Every page of `feed` that holds postings.

    Raises Trouble where one of them cannot be had, is of another form, or comes a second time.
    """
    service = feed.service
    seen: set[str] = set()
    for response in _responses(feed, session):
        answer, said = kept.of_this_fetch(response.url), response.json()
        postings = _at(said, service.postings_at)
        if answer is None or not isinstance(postings, list):
            raise Trouble(f"its answer has another form: no list of postings at {service.postings_at}")
        if not postings:
            continue
        if answer.sha256 in seen:
            raise Trouble(f"{service.name} sends the same page again")
        seen.add(answer.sha256)
        total = _at(said, service.total_at) if service.total_at else None
        yield Page(answer, len(postings), total if isinstance(total, int) else None)


def _responses(feed: Feed, session: Polite) -> Iterator[Any]:
    """The session's responses, page by page."""
    from dlt.common.configuration.specs.runtime_configuration import RuntimeConfiguration
    from dlt.sources.helpers.rest_client import RESTClient

    service = feed.service
    # A configuration of our own keeps dlt from looking for its files in the working directory.
    quiet = RuntimeConfiguration(dlthub_telemetry=False)
    client = RESTClient(service.address, session=session, config=quiet)
    found = client.paginate(
        path_of(feed),
        params={**service.params, **feed.params},
        paginator=service.paging(),
        data_selector=service.postings_at,
        hooks={"response": []},  # The session judges every status itself.
    )
    try:
        yield from (page.response for page in found)
    except Nothing:
        return
    except (AttributeError, TypeError, ValueError) as error:
        raise Trouble("its answer has another form: it does not tell which pages there are") from error


def _at(said: Any, path: str) -> Any:
    """What stands in a JSON document at a dotted path, `$` for all of it; None where there is nothing."""
    for name in () if path == "$" else path.split("."):
        said = said.get(name) if isinstance(said, dict) else None
    return said

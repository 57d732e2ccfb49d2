"""The services that can be asked: addresses, questions, and where an answer holds its postings.

Paging is dlt's; it is imported when a feed is asked for, not before. To add a service, add it here and its
layout to `credscope/sources`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from credscope.fetching.feed import Feed, Service

PAGE_ROWS = 100
USAJOBS_ROWS = 500
"""The most that USAJOBS gives on one page."""


def path_of(feed: Feed) -> str:
    """The path to ask, with the board's name in it."""
    return feed.service.path.format(board=quote(feed.board, safe=""))


def _one_page() -> Any:
    from dlt.sources.helpers.rest_client.paginators import SinglePagePaginator

    return SinglePagePaginator()


def _by_offset() -> Any:
    from dlt.sources.helpers.rest_client.paginators import OffsetPaginator

    return OffsetPaginator(limit=PAGE_ROWS, offset_param="skip", limit_param="limit", total_path=None)


def _by_page_number() -> Any:
    from dlt.sources.helpers.rest_client.paginators import PageNumberPaginator

    pages = "SearchResult.UserArea.NumberOfPages"
    return PageNumberPaginator(base_page=1, page_param="Page", total_path=pages)


def _by_next_link() -> Any:
    from dlt.sources.helpers.rest_client.paginators import JSONLinkPaginator

    return JSONLinkPaginator(next_url_path="paging.next")


BOARDS = {
    service.layout: service
    for service in (
        Service(
            layout="greenhouse",
            name="Greenhouse",
            origin="https://boards-api.greenhouse.io",
            path="/v1/boards/{board}/jobs",
            params={"content": "true", "pay_transparency": "true"},
            postings_at="jobs",
            paging=_one_page,
            source="greenhouse",
        ),
        Service(
            layout="lever",
            name="Lever",
            origin="https://api.lever.co",
            path="/v0/postings/{board}",
            params={"mode": "json"},
            postings_at="$",
            paging=_by_offset,
            source="lever",
        ),
        Service(
            layout="ashby",
            name="Ashby",
            origin="https://api.ashbyhq.com",
            path="/posting-api/job-board/{board}",
            params={"includeCompensation": "true"},
            postings_at="jobs",
            paging=_one_page,
            source="ashby",
        ),
    )
}
USAJOBS = "https://data.usajobs.gov"
USAJOBS_SEARCH = Service(
    layout="usajobs_search",
    name="USAJOBS",
    origin=USAJOBS,
    path="/api/Search",
    params={"ResultsPerPage": USAJOBS_ROWS, "Fields": "Full", "WhoMayApply": "All"},
    postings_at="SearchResult.SearchResultItems",
    total_at="SearchResult.SearchResultCountAll",
    paging=_by_page_number,
    source="usajobs",
    needs_access=True,
)
USAJOBS_HISTORIC, USAJOBS_TEXTS = (
    Service(
        layout="usajobs_historic",
        name="USAJOBS",
        origin=USAJOBS,
        path=path,
        params={},
        postings_at="data",
        total_at="paging.metadata.totalCount",
        paging=_by_next_link,
        source="usajobs",
        only_together=True,
    )
    for path in ("/api/historicjoa", "/api/historicjoa/announcementtext")
)

"""Every layout of documents. A new one is one module and one line here."""

from __future__ import annotations

from collections.abc import Iterable

from credscope.sources.documents.ashby import ASHBY
from credscope.sources.documents.document import Document, Layout
from credscope.sources.documents.greenhouse import GREENHOUSE
from credscope.sources.documents.lever import LEVER
from credscope.sources.documents.schema_org import SCHEMA_ORG
from credscope.sources.documents.usajobs_historic import USAJOBS_HISTORIC
from credscope.sources.documents.usajobs_search import USAJOBS_SEARCH

LAYOUTS = {
    layout.name: layout for layout in (USAJOBS_SEARCH, USAJOBS_HISTORIC, GREENHOUSE, LEVER, ASHBY, SCHEMA_ORG)
}


def layout_of(documents: Iterable[Document]) -> Layout | None:
    """The layout of the first document that has one."""
    found = (layout for document in documents for layout in LAYOUTS.values() if layout.recognised(document))
    return next(found, None)

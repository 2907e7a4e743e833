"""All pages, in the order of the navigation."""

from __future__ import annotations

from dragoman.views.web.page import Page
from dragoman.views.web.pages.actor import ACTOR
from dragoman.views.web.pages.agreements import AGREEMENTS
from dragoman.views.web.pages.commitments import COMMITMENTS
from dragoman.views.web.pages.graph import GRAPH
from dragoman.views.web.pages.issue import ISSUE
from dragoman.views.web.pages.issues import ISSUES
from dragoman.views.web.pages.overview import OVERVIEW
from dragoman.views.web.pages.pair import PAIR
from dragoman.views.web.pages.report import REPORT
from dragoman.views.web.pages.search import SEARCH

__all__ = ["PAGES"]

PAGES: tuple[Page, ...] = (
    OVERVIEW, SEARCH, ISSUES, COMMITMENTS, AGREEMENTS, GRAPH, REPORT, ACTOR, PAIR, ISSUE,
)  # fmt: skip

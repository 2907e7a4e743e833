"""The state of play on one page, as of a day: templates over items of a record, each line with its source."""

from dragoman.views.brief.drafting import draft_brief
from dragoman.views.brief.page import Brief, Citation, Line, Section

__all__ = ["Brief", "Citation", "Line", "Section", "draft_brief"]

"""Text from files that nobody vouches for, made safe to show in a terminal."""

from __future__ import annotations

import re

__all__ = ["one_line", "visible"]

#: What a terminal would obey instead of show: control characters, marks that turn the direction of writing,
#: separators of lines, and halves of surrogate pairs, which cannot be written at all.
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return the text with everything that a terminal would obey written out, such as `\x1b`."""
    return OBEYED.sub(lambda match: match.group().encode("unicode_escape", "surrogatepass").decode("ascii"), text)


def one_line(text: str) -> str:
    """Return the text on one line: white space folded to single spaces, the rest visible."""
    return visible(" ".join(text.split()))

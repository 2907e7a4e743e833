"""Settings that all tests share."""

from __future__ import annotations

from hypothesis import settings

# The time of one example says more about the machine than about the code.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")

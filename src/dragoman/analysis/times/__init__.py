"""Temporal expressions: finding them, and reading what the words say."""

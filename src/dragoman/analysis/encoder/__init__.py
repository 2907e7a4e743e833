"""The trained encoder: what it is given, and how it is run."""

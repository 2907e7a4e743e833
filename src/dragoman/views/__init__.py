"""Ways to look at the record."""

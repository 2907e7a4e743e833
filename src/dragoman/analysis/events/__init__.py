"""Who did what to whom, as the words say it."""

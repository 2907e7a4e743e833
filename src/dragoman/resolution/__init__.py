"""What the words refer to: actors, dates, agreements, issues."""

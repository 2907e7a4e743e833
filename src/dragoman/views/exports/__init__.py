"""The layouts in which the field loads events."""

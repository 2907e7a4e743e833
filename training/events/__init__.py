"""Training of the heads for events, and their labels."""

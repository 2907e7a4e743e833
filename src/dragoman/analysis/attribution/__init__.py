"""Who is said to say what: candidates for attributions, and the choice among them."""

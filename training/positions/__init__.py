"""Labels of positions, commitments and claims about relations, and what is learned from them."""

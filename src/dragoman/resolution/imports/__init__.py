"""Reading actor lists that others have made, into the user's own tables."""

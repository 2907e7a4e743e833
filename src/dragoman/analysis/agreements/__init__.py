"""What a text says of agreements: dates of their lives, and claims."""

"""What the words of a report say, before anything is known of the world."""

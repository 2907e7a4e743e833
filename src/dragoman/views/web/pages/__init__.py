"""The pages, a module each: what is asked, what is answered, and the rows of its table."""

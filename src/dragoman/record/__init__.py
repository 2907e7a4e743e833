"""What Dragoman asserts: the items of the record, each with its evidence."""

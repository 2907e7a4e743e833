"""Knowledge as tables: one CSV a subject, each described in `schema.json`."""

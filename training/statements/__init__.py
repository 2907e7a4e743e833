"""The recipe of the reader of statements: one encoder, several heads."""

"""A diary as files: one record a row, one column spec for both ways. Rows in, rows out; no database here."""

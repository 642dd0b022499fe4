"""An entry and a day of the diary as plain values, each described once. No database, no files, no clock."""

"""Django's SQLite backend, with one thing more: it notices when the file it writes to is no longer there."""

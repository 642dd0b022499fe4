"""The apps whose files are known, one a module. What their columns become: docs/imports.md."""

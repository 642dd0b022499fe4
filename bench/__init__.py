"""Measurements against the budgets of the design: they print a table and exit non-zero over budget."""

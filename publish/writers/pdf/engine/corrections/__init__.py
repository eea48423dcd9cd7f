"""Corrections of faults of WeasyPrint, one module each, with a report in docs/upstream."""

"""Corrections of faults of WeasyPrint, one module each."""

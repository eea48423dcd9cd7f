"""Shortcuts: faster replacements of functions of WeasyPrint, with the same result byte for byte.

docs/upstream/README.md has the measured worth of each.
"""

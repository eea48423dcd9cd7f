"""Preflight of any PDF for a press: an independent reading of what its pages print.

``check_pdf`` returns a ``Report``: findings with their pages, and facts.  The reading shares no
code with the writers that convert a PDF for a press.
"""

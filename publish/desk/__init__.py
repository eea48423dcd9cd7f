"""The editor's desk: books, their pages and messages about them, in a browser on this computer.

Data flow one way: saves, views, objects, answers.  ``session`` makes the views, ``server`` and its
routes only hand them out.
"""

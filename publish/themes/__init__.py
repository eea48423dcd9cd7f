"""Themes: style sheets, templates, faces and page sizes."""

"""PDFs of other programs: WeasyPrint, Chromium, Ghostscript, LibreOffice, LaTeX by Pandoc."""

from __future__ import annotations

PAGE = """<!doctype html><style>@page{size:A5;margin:20mm} p{color:#000} div{opacity:.5}</style>
<p>Some black text, and <a href="https://example.org">a link</a>.</p><div>Pale.</div>"""

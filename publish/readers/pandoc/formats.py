"""The formats that are read through Pandoc, by the endings of files."""

from __future__ import annotations

from pathlib import Path

from publish.text.dataclass import dataclass

RTF = b"{\\rtf"
"""The beginning of a file in Rich Text Format, also of one that ends in ``.doc``."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format: Pandoc's name, and a name with an article for messages.

    Paragraphs of a format that ``is_spaced`` stand apart; the text of one that ``is_xml`` stands
    in elements.
    """

    name: str
    kind: str
    is_spaced: bool = True
    is_xml: bool = False


_RTF = Form("rtf", "a file in Rich Text Format", is_spaced=False)
_LATEX = Form("latex", "a LaTeX file")
_DOCBOOK = Form("docbook", "a DocBook file", is_xml=True)
_MEDIAWIKI = Form("mediawiki", "a page of a wiki")
_ASCIIDOC = Form("asciidoc", "an AsciiDoc file")
_DJOT = Form("djot", "a Djot file")
FORMS = {
    ".rtf": _RTF,
    ".tex": _LATEX,
    ".latex": _LATEX,
    ".rst": Form("rst", "a reStructuredText file"),
    ".org": Form("org", "an Org file"),
    ".fb2": Form("fb2", "a FictionBook", is_xml=True),
    ".docbook": _DOCBOOK,
    ".dbk": _DOCBOOK,
    ".textile": Form("textile", "a Textile file"),
    ".mediawiki": _MEDIAWIKI,
    ".wiki": _MEDIAWIKI,
    ".dokuwiki": Form("dokuwiki", "a page of DokuWiki"),
    ".muse": Form("muse", "a Muse file"),
    ".typ": Form("typst", "a Typst file"),
    ".adoc": _ASCIIDOC,
    ".asciidoc": _ASCIIDOC,
    ".dj": _DJOT,
    ".djot": _DJOT,
}


def find_form(data: bytes, file: str) -> Form:
    """Return the format of a file by its beginning, else its ending; else plain text in RTF."""
    if data.startswith(RTF):
        return _RTF
    return FORMS.get(Path(file).suffix.lower(), _RTF)

"""The markup that the templates of a theme give, parsed as XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.themes import MARKUP
from publish.text.source import Source, Span
from publish.themes.theme import Theme

_TAG = re.compile(r"</?[\w:]+")


def parse_markup(markup: str, theme: Theme, folder: str = "print") -> ET.Element:
    """Return the element tree of a document made of the templates in ``folder``.

    Raises PublishError where the document is not well-formed, at the template that has the tag.
    """
    try:
        return ET.fromstring(markup)
    except ET.ParseError as error:
        raise PublishError(_diagnostic(error, markup, theme, folder)) from None


def _diagnostic(error: ET.ParseError, markup: str, theme: Theme, folder: str) -> Diagnostic:
    line, column = error.position
    source = Source("", markup)
    place = source.offset(line, column + 1)
    near = markup[max(0, place - 30) : place + 30].replace("\n", " ")
    reason = str(error).partition(":")[0]
    span = Span(str(theme.folder / "templates" / folder), 0, 0)
    return MARKUP.at(
        _find_tag(markup, place, theme, folder) or span,
        f"the templates in {folder}/ of the theme “{theme.name}” give markup that is not "
        f"well-formed: {reason} at “{near}”",
        "each element is closed where it was opened: <p>…</p>, <br/>",
    )


def _find_tag(markup: str, place: int, theme: Theme, folder: str) -> Span | None:
    """Return the place of the tag at ``place`` in the one template that has it, or None."""
    before = max(markup.rfind("<", 0, place + 3), 0)
    tag = _TAG.match(markup, before)
    if tag is None:
        return None
    places = [
        Span(str(theme.templates.path(name)), match.start(), match.end())
        for name, text in theme.templates.texts
        if name.startswith(f"{folder}/")
        for match in re.finditer(re.escape(tag[0]) + r"\b", text)
    ]
    return places[0] if len({span.file for span in places}) == 1 else None

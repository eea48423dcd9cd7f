"""Views as objects for the page in the browser: plain data without paths outside the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from publish.artifacts.diagnostic_objects import describe, describe_understanding, sort
from publish.artifacts.plan import profiles
from publish.desk.artifact_states import find_reprints
from publish.desk.book_files import list_files
from publish.desk.diagnostic_edits import can_mend, find_mark
from publish.desk.views import LaidOutView, View, name_of
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import RULES
from publish.document.marks import is_mark_hint
from publish.document.model import direction
from publish.document.titles import title_of_name
from publish.preflight.page_boxes import Box
from publish.storage.digests import digest
from publish.text.languages import language


def describe_view(view: View, *, is_building: bool) -> dict[str, Any]:
    """Return a view as an object; ``is_building`` says that a newer state is on its way."""
    laid_out = view.laid_out
    title = view.understanding.title if view.understanding else title_of_name(view.key.book)
    lang = laid_out.document.head.lang if laid_out else language(title)
    understood = view.understanding and describe_understanding(view.understanding, view.sources)
    return {
        "id": name_of("book", view.key.book),
        "name": view.key.book,
        "title": title,
        "lang": lang,
        "dir": direction(lang).value,
        "binding": (laid_out.binding if laid_out else "left"),
        "revision": view.revision,
        "status": "building" if is_building else view.status.value,
        "state": view.status.value,
        "built": view.built,
        "pages": list(_describe_pages(view)) if laid_out else [],
        "diagnostics": [describe_diagnostic(each, view) for each in sort(view.diagnostics)],
        "outline": list(_describe_outline(laid_out)) if laid_out else [],
        "understood": understood,
        "files": list(describe_files(view)),
        "choices": _describe_choices(view),
    }


def _describe_choices(view: View) -> dict[str, Any] | None:
    """Return what the settings of a book choose, and the languages of which a view may choose."""
    if view.book is None:
        return None
    settings = view.book.settings
    return {
        "edition": settings.editions[0],
        "editions": list(settings.editions),
        "theme": settings.theme,
        "profile": profiles(view.book)[0],
        "languages": list(view.languages),
    }


def name_diagnostic(diagnostic: Diagnostic) -> str:
    """Return the identifier of a diagnostic, the same as long as its text and place are."""
    span = diagnostic.span
    place = f"{span.start} {span.end}"
    return digest("diagnostic", diagnostic.code, span.file, place, diagnostic.message)[:12]


def describe_diagnostic(diagnostic: Diagnostic, view: View) -> dict[str, Any]:
    """Return a diagnostic as an object with the reason of its rule and what would mend it."""
    rule = RULES.get(diagnostic.code)
    place = view.places.get(diagnostic)
    described = describe(diagnostic, view.sources)
    described["hints"] = [
        text
        for text, hint in zip(described["hints"], diagnostic.hints, strict=True)
        if not is_mark_hint(hint)
    ]
    return {
        "id": name_diagnostic(diagnostic),
        **described,
        "reason": [f"{rule.summary} {rule.why}", rule.advice] if rule else [],
        "page": place.page if place else None,
        "rects": describe_boxes(place.boxes) if place else [],
        "fix": can_mend(diagnostic, tuple(view.sources.values())),
        "mark": find_mark(diagnostic) or None,
    }


def describe_boxes(boxes: Iterable[Box]) -> list[list[float]]:
    """Return boxes on a page as their left and upper edge, width and height in points."""
    return [
        [round(left, 1), round(upper, 1), round(right - left, 1), round(lower - upper, 1)]
        for left, upper, right, lower in boxes
    ]


def describe_files(view: View) -> Iterator[dict[str, Any]]:
    """Yield the texts and settings of a book, by the names that messages give them."""
    for file in list_files(view.book) if view.book else ():
        source = view.sources.get(file.name)
        is_plain = source is None or not (source.container or source.format)
        yield {
            "id": name_of("file", file.name),
            "name": file.name,
            "kind": "text" if file.is_text else "settings",
            "editable": is_plain,
        }


def _describe_pages(view: View) -> Iterator[dict[str, Any]]:
    assert view.laid_out is not None  # the caller asks
    reprints = find_reprints(view.key, view.book, view.laid_out) if view.book else None
    for page in view.laid_out.pages:
        yield {
            "number": page.number,
            "folio": page.folio,
            "side": "recto" if page.number % 2 else "verso",
            "width": round(page.width, 2),
            "height": round(page.height, 2),
            "image": f"/pages/{page.digest}",
            "changed": view.before is not None and page.body not in view.before,
            "changed_since_print": None if reprints is None else page.number in reprints,
            "blank": page.is_blank,
        }


def _describe_outline(laid_out: LaidOutView) -> Iterator[dict[str, Any]]:
    for page in laid_out.pages:
        for heading in page.headings:
            lang = language(heading.title)
            yield {
                "level": heading.level,
                "title": heading.title,
                "lang": lang,
                "dir": direction(lang).value,
                "page": page.number,
                "top": round(heading.top, 2),
                "file": None,
                "line": None,
            }

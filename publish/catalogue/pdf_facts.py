"""The facts about an edition, and the number of its pages, read from a PDF."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from publish.catalogue.epub_facts import clean
from publish.catalogue.model import Contributor, EditionFacts
from publish.document.metadata import Words
from publish.document.sort_forms import sort_name, sort_title
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, direction, language

_NAMESPACE = uuid.UUID("0b7c6a0c-6c40-5a3e-8f5b-1f1d4f0f7a52")
"""The namespace of the identifiers of books without an EPUB."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """The facts that a PDF states about its edition, and the number of its pages."""

    facts: EditionFacts
    pages: int


def read_pdf(path: Path, name: str) -> PdfFacts | None:
    """Return the facts of a PDF, None where it cannot be read; ``name`` is that of its book."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            title = clean(_info(pdf, "/Title")) or name
            author = clean(_info(pdf, "/Author"))
            lang = clean(str(pdf.Root.get("/Lang", ""))) or language(title)
            preferences: Any = pdf.Root.get("/ViewerPreferences", {})
            is_rtl = str(preferences.get("/Direction", "")) == "/R2L"
            pages = len(pdf.pages)
    except (pikepdf.PdfError, OSError, ValueError, TypeError, AttributeError, RuntimeError):
        return None
    first = language(title)
    facts = EditionFacts(
        identifier=uuid.uuid5(_NAMESPACE, name).urn,
        title=Words(((first, title),)),
        title_sort=sort_title(title, first),
        languages=(lang,),
        progression=Dir.RTL if is_rtl else direction(lang),
        contributors=_author(author) if author else (),
    )
    return PdfFacts(facts, pages)


def _author(name: str) -> tuple[Contributor, ...]:
    lang = language(name)
    return (Contributor(Words(((lang, name),)), sort_name(name, lang), "aut"),)


def _info(pdf: Any, key: str) -> str:
    return str(pdf.docinfo.get(key, ""))


def derive_identifier(identifier: str, edition: str) -> str:
    """Return the identifier of an edition that no EPUB has, from that of the first edition."""
    return uuid.uuid5(_NAMESPACE, f"{identifier} {edition}").urn


register_module(__name__)

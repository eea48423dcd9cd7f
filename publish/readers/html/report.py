"""Diagnostics about what a page has beside its text, gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.access import Refusal, read_data_url
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import ebooks, office, pictures
from publish.diagnostics.rules import readers as rules
from publish.document.draft import Chunk
from publish.document.model import Resource
from publish.readers.html.surroundings import CERTAIN, FRAME, Surroundings
from publish.readers.html.tokens import Comment
from publish.readers.html.tree import Element
from publish.storage.digests import digest
from publish.text.source import Span

_SHOWN = 60


class Report:
    """The stretches of a page that are not printed, and the pictures in it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._dropped: dict[Surroundings, list[Span]] = {}
        self._code: list[Span] = []
        self._reviews: list[Span] = []
        self._struck: list[Span] = []
        self._langs: list[tuple[Span, str]] = []
        self._refused: list[Diagnostic] = []
        self._pictures: dict[str, Resource] = {}

    @property
    def pictures(self) -> tuple[tuple[str, Resource], ...]:
        """The pictures that the file contains, by the addresses that its chunks have."""
        return tuple(self._pictures.items())

    def drop(self, kind: Surroundings, element: Element) -> None:
        """Record a stretch that is not of the text."""
        self._dropped.setdefault(kind, []).append(self._span(element))

    def drop_code(self, element: Element) -> None:
        """Record a script, a style sheet or a template."""
        self._code.append(self._span(element))

    def drop_comment(self, comment: Comment) -> None:
        """Record a comment."""
        self._code.append(Span(self._file, comment.start, comment.end))

    def drop_review(self, call: Element, body: Iterable[Element]) -> None:
        """Record the comment of a reviewer."""
        self._reviews += [self._span(call), *map(self._span, body)]

    def strike(self, element: Element) -> None:
        """Record words that are struck through, unless the words around them are."""
        span = self._span(element)
        last = self._struck[-1] if self._struck else None
        if last is None or not last.start <= span.start <= span.end <= last.end:
            self._struck.append(span)

    def doubt_lang(self, chunk: Chunk) -> None:
        """Record a language that the letters of a paragraph contradict."""
        self._langs.append((chunk.span, chunk.lang))

    def keep_picture(self, element: Element, address: str) -> str:
        """Return the address of a picture in the draft; empty for one that cannot be read."""
        if address[:5].lower() != "data:":
            return address
        from publish.access.picture_data import check_picture

        try:
            data = read_data_url(address)
            media_type = check_picture(data)
        except Refusal as refusal:
            message = f"the picture “{address[:_SHOWN]}…” {refusal}"
            self._refused.append(pictures.UNREADABLE.at(self._span(element), message))
            return ""
        resource = Resource(digest(data), media_type, data)
        name = f"picture-{resource.digest[:12]}.{media_type.rpartition('/')[2]}"
        self._pictures[name] = resource
        return name

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what was recorded, one diagnostic a kind."""
        for kind, spans in self._dropped.items():
            rule = rules.PAGE_AROUND if kind in CERTAIN else rules.PAGE_PART
            rule = rules.HIDDEN_TEXT if kind is Surroundings.HIDDEN else rule
            rule = ebooks.FRAME if kind in FRAME else rule
            yield rule.at(spans[0], f"not printed: {kind}{_count(spans)}", also=spans[1:])
        if self._code:
            message = f"not printed: comments, scripts or styles of HTML{_count(self._code)}"
            yield rules.PAGE_CODE.at(self._code[0], message, also=self._code[1:])
        if self._reviews:
            message = "not printed: comments of reviewers"
            yield rules.REVIEW_COMMENT.at(self._reviews[0], message, also=self._reviews[1:])
        if self._struck:
            message = f"struck through, and printed without the line{_count(self._struck)}"
            yield office.STRUCK.at(self._struck[0], message, also=self._struck[1:])
        if self._langs:
            spans = [span for span, _ in self._langs]
            langs = ", ".join(sorted({lang for _, lang in self._langs})[:_MOST_LANGS])
            message = f"the page says that this is in “{langs}”, but its letters are of another"
            yield rules.STATED_LANGUAGE.at(spans[0], message, also=spans[1:])
        yield from self._refused

    def _span(self, element: Element) -> Span:
        return Span(self._file, element.start, element.end)


_MOST_LANGS = 5


def _count(spans: Sequence[Span]) -> str:
    return f" ({len(spans)} places)" if len(spans) > 1 else ""

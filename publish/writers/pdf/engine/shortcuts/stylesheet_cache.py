"""Shortcut: a style sheet is parsed once, and not at every start.

WeasyPrint parses three sheets of its own when it is imported, two of them for forms and for the
attributes of old HTML, and then the theme's: a fifth of the time of a short book.  The start cache
has each as plain data under the digest of its text, read when a document asks for the sheet.
Report: docs/upstream/style-sheets.md.

WeasyPrint's own sheets stay for the life of the process: a host program that imports WeasyPrint
after this package has sheets that this module read.  They have the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache, wraps
from types import ModuleType
from typing import Any

from publish.storage.start_cache import start_cache
from publish.writers.pdf.engine.interface import log_messages
from publish.writers.pdf.engine.interface.replacements import Replacement, install
from publish.writers.pdf.engine.shortcuts import selector_tests
from publish.writers.pdf.engine.shortcuts.plain_values import NotPlainError, from_plain, to_plain
from publish.writers.pdf.engine.shortcuts.selector_tests import SelectorTest

_ARGUMENTS = {"base_url", "string", "font_config", "counter_style", "url_fetcher"}
"""The arguments of a sheet that can be cached; with others it is parsed."""

_BY_NAME = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_LISTED = ("lang_attr_selectors", "other_selectors")

Plain = tuple[Any, ...]


@contextmanager
def hook(_module: ModuleType) -> Iterator[None]:
    """Let ``weasyprint.html`` read its three sheets from the cache when it is imported."""
    with install(replacements()):
        yield


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the parsing of a sheet."""
    import weasyprint

    return (Replacement(weasyprint.CSS, "__init__", parse_once(weasyprint.CSS.__init__)),)


def parse_once(stock: Any) -> Any:
    """Return the making of a sheet with the result cached, where nothing was logged of it."""
    imported: list[Any] = []

    @wraps(stock)
    def read(self: Any, *more: Any, **named: Any) -> None:
        if more or not named.keys() <= _ARGUMENTS or not isinstance(named.get("string"), str):
            imported.append(self)
            stock(self, *more, **named)
            return
        counters = named.get("counter_style")
        if counters is None:
            counters = {}
        store = start_cache()
        base = repr(named.get("base_url"))
        key = store.key("style sheet", named["string"], base, *sorted(counters))
        entry = store.get(key, tuple)
        if entry is not None:
            added, faces, sheet = entry
            counters.update(from_plain(added))
            for face in from_plain(faces) if named.get("font_config") else ():
                named["font_config"].add_font_face(face, _fetcher(named.get("url_fetcher")))
            self.publish_plain = sheet
            self.__class__ = _lazy_sheet()
            return
        before = dict(counters)
        fonts = _RecordedFaces(named.get("font_config"))
        imported.clear()
        messages = log_messages.total()
        with install(selector_tests.replacements()):
            stock(self, **{**named, "font_config": fonts})
        if not imported and messages == log_messages.total():
            added = {name: style for name, style in counters.items() if name not in before}
            with suppress(NotPlainError):
                store.put(key, (to_plain(added), to_plain(fonts.faces), sheet_to_plain(self)))

    return read


def _fetcher(fetcher: Any) -> Any:
    from weasyprint.urls import URLFetcher

    return fetcher or URLFetcher()


@lru_cache(maxsize=1)
def _lazy_sheet() -> Any:
    """Return the class of a sheet that is read from plain data when it is first used."""
    from weasyprint import CSS

    class LazySheet(CSS):  # type: ignore[misc]  # WeasyPrint has no types
        def __getattr__(self, name: str) -> Any:
            attributes = self.__dict__
            if "publish_plain" not in attributes:
                raise AttributeError(name)
            attributes.update(sheet_from_plain(attributes.pop("publish_plain")))
            self.__class__ = CSS
            return getattr(self, name)

    return LazySheet


class _RecordedFaces:
    """The fonts of a document, with a record of the faces that a sheet adds to them."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self.faces: list[Mapping[str, Any]] = []

    def add_font_face(self, face: Mapping[str, Any], fetcher: Any) -> None:
        """Record a face and add it."""
        self.faces.append(dict(face))
        if self._fonts is not None:
            self._fonts.add_font_face(face, fetcher)


def sheet_to_plain(sheet: Any) -> Plain:
    """Return a parsed sheet as plain data; raises NotPlainError where a value has no plain form.

    Selectors of one rule share their declarations, here and in the sheet that is read again.
    """
    blocks: dict[int, int] = {}
    declarations: list[Plain] = []

    def entry_to_plain(entry: Any) -> Plain:
        test, specificity, order, pseudo, (block, layer) = entry
        if not isinstance(test, SelectorTest):
            raise NotPlainError("the test of a selector")
        if id(block) not in blocks:
            blocks[id(block)] = len(declarations)
            declarations.append(to_plain(tuple(block)))
        selector = (test.css, test.place, test.source)
        return (*selector, specificity, order, pseudo, blocks[id(block)], to_plain(layer))

    matcher = sheet.matcher
    by_name = tuple(
        tuple((key, tuple(map(entry_to_plain, entries))) for key, entries in table.items())
        for table in (getattr(matcher, name) for name in _BY_NAME)
    )
    listed = tuple(tuple(map(entry_to_plain, getattr(matcher, name))) for name in _LISTED)
    # The text of a page rule is not needed once the rule is parsed.
    pages = to_plain([(None, *rest) for _, *rest in sheet.page_rules])
    base = to_plain(sheet.base_url)
    return base, pages, to_plain(sheet.layers), tuple(declarations), by_name, listed, matcher.order


def sheet_from_plain(plain: Plain) -> dict[str, Any]:
    """Return the attributes of the sheet that ``sheet_to_plain`` was given."""
    import cssselect2

    base, pages, layers, declarations, by_name, listed, order = plain
    blocks = [list(from_plain(block)) for block in declarations]

    def read_entry(entry: Plain) -> Plain:
        css, place, source, specificity, order, pseudo, block, layer = entry
        test = SelectorTest(css, place, source)
        return test, specificity, order, pseudo, (blocks[block], from_plain(layer))

    matcher = cssselect2.Matcher()
    for name, table in zip(_BY_NAME, by_name, strict=True):
        getattr(matcher, name).update((key, [*map(read_entry, entries)]) for key, entries in table)
    for name, entries in zip(_LISTED, listed, strict=True):
        getattr(matcher, name).extend(map(read_entry, entries))
    matcher.order = order
    return {
        "base_url": base,
        "matcher": matcher,
        "page_rules": from_plain(pages),
        "layers": from_plain(layers),
    }

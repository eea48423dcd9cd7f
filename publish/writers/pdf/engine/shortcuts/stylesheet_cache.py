"""At every start the style sheets of the engine are parsed again, and then those of the theme.

That is a tenth of making a short book: three of them when the engine is loaded, of which two are
for forms and for attributes of old HTML, and four for the theme.  What a sheet comes to is kept
here under the digest of its text, where Python keeps what it compiles, and taken up when a document
asks for it.  No upstream issue is known to us.
"""

from __future__ import annotations

import io
import logging
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps
from importlib.abc import MetaPathFinder
from types import FunctionType
from typing import Any

from publish.storage.start_cache import start_cache
from publish.writers.pdf.engine.shortcuts import lazy_selectors

_KNOWN = {"base_url", "string", "font_config", "counter_style", "url_fetcher"}

_OF_A_SHEET = ("base_url", "matcher", "page_rules", "layers")


@contextmanager
def kept(proved: str) -> Iterator[None]:
    """Let the engine, where it is that version, find its own sheets parsed when it is loaded."""
    finder = _Before(proved)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Before(MetaPathFinder):
    """Finds no module, but is asked for the one that parses sheets just before it is loaded."""

    def __init__(self, proved: str) -> None:
        self._proved = proved

    def find_spec(self, name: str, *_: Any) -> None:
        if name == "weasyprint.html":
            engine = sys.modules["weasyprint"]
            if engine.__version__ == self._proved:
                mend(engine)


def mend(engine: Any) -> None:
    """Parse a sheet once."""
    if not hasattr(engine.CSS.__init__, "__wrapped__"):
        engine.CSS.__init__ = parsed_once(engine.CSS.__init__)
        engine.CSS.__getattr__ = _taken_up


def parsed_once(stock: Any) -> Any:
    """Return the making of a style sheet from text, with what it comes to kept."""
    imported: list[Any] = []

    @wraps(stock)
    def read(self: Any, *given: Any, **named: Any) -> None:
        if given or not named.keys() <= _KNOWN or not isinstance(named.get("string"), str):
            imported.append(self)
            stock(self, *given, **named)
            return
        counters = named.get("counter_style")
        if counters is None:
            counters = {}
        store = start_cache()
        base = repr(named.get("base_url"))
        key = store.key("style sheet", named["string"], base, *sorted(counters))
        data = store.get(key, bytes)
        if data is not None:
            added, faces, sheet = pickle.loads(data)  # its digest was right
            counters.update(added)
            for face in faces if named.get("font_config") else ():
                named["font_config"].add_font_face(face, _fetcher(named.get("url_fetcher")))
            self.publish_kept = sheet
            return
        before = dict(counters)
        fonts = _Overheard(named.get("font_config"))
        imported.clear()
        with _listening() as said:
            stock(self, **{**named, "font_config": fonts})
        if not imported and not said:
            added = {name: style for name, style in counters.items() if name not in before}
            with suppress(pickle.PicklingError, AttributeError):
                store.put(key, _dumped((added, fonts.faces, _dumped(_of_a_sheet(self)))))

    return read


def _fetcher(given: Any) -> Any:
    from weasyprint.urls import URLFetcher

    return given or URLFetcher()


def _of_a_sheet(sheet: Any) -> dict[str, Any]:
    state = {name: getattr(sheet, name) for name in _OF_A_SHEET}
    # The text of a rule is of no use once it is read.
    state["page_rules"] = [(None, *rest) for _, *rest in sheet.page_rules]
    return state


def _taken_up(sheet: Any, name: str) -> Any:
    """Return what a sheet has, which is read when somebody first asks."""
    if name not in _OF_A_SHEET or "publish_kept" not in vars(sheet):
        raise AttributeError(name)
    vars(sheet).update(pickle.loads(vars(sheet).pop("publish_kept")))
    return getattr(sheet, name)


class _Overheard:
    """The fonts of a document, and the faces that a sheet adds to them."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self.faces: list[Mapping[str, Any]] = []

    def add_font_face(self, face: Mapping[str, Any], fetcher: Any) -> None:
        self.faces.append(dict(face))
        if self._fonts is not None:
            self._fonts.add_font_face(face, fetcher)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Collect what the engine has to say of a sheet: it must say it the next time as well."""
    said: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record)

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


class _Pickler(pickle.Pickler):
    """Writes the tests of selectors as their code; what it reads stands beside compiled modules."""

    def reducer_override(self, value: Any) -> Any:
        source = getattr(value, "source", None) if isinstance(value, FunctionType) else None
        if source is None:
            return NotImplemented
        return lazy_selectors.kept, (lazy_selectors.code(source), source)


def _dumped(value: Any) -> bytes:
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()

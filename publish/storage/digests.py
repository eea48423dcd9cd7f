"""The digest that names every cache entry, stamp and file content."""

from __future__ import annotations

import hashlib

SIZE = 16
"""Bytes of a digest."""


def digest(*parts: bytes | str) -> str:
    """Return the BLAKE2b digest of a sequence of parts, in hexadecimal.

    The length of each part is included: ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        # Names of files may hold surrogates (PEP 383).
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()

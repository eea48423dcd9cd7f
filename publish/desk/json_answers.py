"""Answers in JSON, whose texts may be names of files that are no text."""

from __future__ import annotations

import json
from typing import Any

from starlette import responses


class JSONResponse(responses.JSONResponse):
    """An answer in JSON; bytes of a name that are not UTF-8 are shown as question marks."""

    def render(self, content: Any) -> bytes:
        """Return the bytes of the answer."""
        return as_json(content).encode()


def as_json(content: Any) -> str:
    """Return a value as JSON of whole characters."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()

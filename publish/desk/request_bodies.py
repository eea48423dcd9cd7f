"""Bodies of requests, read within bounds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from publish.desk.refusals import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request


async def read_object(request: Request) -> dict[str, Any]:
    """Return the body of a request as an object of JSON; raise 415 or 422 for any other.

    Only pages of the desk can send this media type: others ask first, and are refused.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Refusal(415, "the body of this request has to be JSON")
    try:
        value = json.loads(await request.body())
        # JSON can escape halves of characters, which no file and no answer can have.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refusal(422, "the body of this request is no JSON") from None
    if not isinstance(value, dict):
        raise Refusal(422, "the body of this request is no object")
    return value

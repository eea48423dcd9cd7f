"""Pictures of pages and sheets, which never change: their addresses are their digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from publish.desk.page_pictures import SCALES
from publish.desk.refusals import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from publish.desk.desk import Desk
    from publish.desk.page_pictures import DrawnDocument

FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
"""The header of an answer at an address that is the digest of its content."""


async def draw_page(desk: Desk, request: Request) -> Response:
    """Return the picture of a page of a view."""
    page = request.path_params["page"]
    return await _draw(desk, request, page, desk.session.document(page))


async def draw_side(desk: Desk, request: Request) -> Response:
    """Return the picture of a side of a sheet of a booklet."""
    side = request.path_params["side"]
    return await _draw(desk, request, side, desk.booklets.document(side))


async def _draw(
    desk: Desk, request: Request, name: str, place: tuple[DrawnDocument, int] | None
) -> Response:
    try:
        scale = float(request.query_params.get("scale", "1.5"))
    except ValueError:
        scale = 0
    if scale not in SCALES:
        raise Refusal(422, f"pages are drawn at the scales {', '.join(map(str, SCALES))}")
    if place is None:
        raise Refusal(404, "this page is of an earlier state of the book")
    picture = await desk.painter.paint(name, *place, scale)
    return Response(picture, media_type="image/png", headers=FOREVER)

"""Pictures of pages, drawn by PDFium in a process of their own.

PDFium may be used by one thread at a time, and the preflight uses it in the thread that makes
views.  A page that makes PDFium fail ends that process alone.
"""

from __future__ import annotations

import asyncio
import io
import multiprocessing
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

from publish.artifacts.worker import start_worker
from publish.desk.refusals import Refusal

SCALES = (1.0, 1.5, 2.0, 3.0)
"""Pixels a point of the pictures that are drawn."""

_ROOM = 64 * 2**20
"""Bytes of the pictures that are remembered."""

_OPEN_FILES = 2
"""PDFs that the drawing process keeps open."""


class DrawnDocument(Protocol):
    """A PDF from which pages are drawn; ``name`` identifies its content."""

    @property
    def name(self) -> str:
        """The digest of all that is drawn."""

    @property
    def data(self) -> bytes:
        """The bytes of the PDF."""


class PagePainter:
    """The drawing of pages; pictures are remembered by the digest of their page."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._pictures: OrderedDict[tuple[str, float], bytes] = OrderedDict()
        self._room = _ROOM

    async def paint(self, page: str, document: DrawnDocument, number: int, scale: float) -> bytes:
        """Return the picture of a page as a PNG; raise Refusal where it cannot be drawn."""
        key = page, scale
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        picture = await self._draw(document, number, scale)
        self._pictures[key] = picture
        self._room -= len(picture)
        while self._room < 0 and len(self._pictures) > 1:
            _, oldest = self._pictures.popitem(last=False)
            self._room += len(oldest)
        return picture

    def close(self) -> None:
        """End the drawing process."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def _draw(self, document: DrawnDocument, number: int, scale: float) -> bytes:
        loop = asyncio.get_running_loop()
        pool = self._open_pool()
        data: bytes | None = None
        try:
            while True:
                arguments = document.name, data, number, scale
                picture = await loop.run_in_executor(pool, _draw_page, *arguments)
                if picture is not None:
                    return picture
                data = document.data
        except BrokenProcessPool:
            self._pool = None
            raise Refusal(500, f"page {number} cannot be drawn") from None

    def _open_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1,
                # A forked process would share the locks of the threads of this one.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=start_worker,
                initargs=(False,),
            )
        return self._pool


_files: OrderedDict[str, Any] = OrderedDict()
"""The open PDFs of the drawing process by their digests."""


def _draw_page(name: str, data: bytes | None, number: int, scale: float) -> bytes | None:
    """Return the PNG of a page; None where the PDF is not open and its ``data`` are missing."""
    import pypdfium2

    if name not in _files:
        if data is None:
            return None
        _files[name] = pypdfium2.PdfDocument(data)
        while len(_files) > _OPEN_FILES:
            _, oldest = _files.popitem(last=False)
            oldest.close()
    _files.move_to_end(name)
    picture = _files[name][number - 1].render(scale=scale).to_pil()
    stream = io.BytesIO()
    # More compression takes twice the time and saves a tenth.
    picture.save(stream, "PNG", compress_level=3)
    return stream.getvalue()

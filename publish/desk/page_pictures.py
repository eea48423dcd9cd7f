"""Pictures of pages, drawn by PDFium in a process of their own.

PDFium may be used by one thread at a time, and the preflight uses it in the thread that makes
views.  A page that makes PDFium fail ends that process alone.
"""

from __future__ import annotations

import asyncio
import io
import multiprocessing
import threading
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, Protocol

from publish.artifacts.worker import start_worker
from publish.desk.refusals import Refusal
from publish.desk.views import LaidOutView

SCALES = (1.0, 1.5, 2.0, 3.0)
"""Pixels a point of the pictures that are drawn."""

_ROOM = 64 * 2**20
"""Bytes of the pictures that are remembered."""

_OPEN_FILES = 2
"""PDFs that the drawing process keeps open."""

_MOST_IN_VIEW = 6
"""Pages that are drawn ahead: those of two windows with a spread, and one that comes."""

_Picture = tuple[str, float]
"""The digest of a page, and the scale of the picture."""


class DrawnDocument(Protocol):
    """A PDF from which pages are drawn; ``name`` identifies its content."""

    @property
    def name(self) -> str:
        """The digest of all that is drawn."""

    @property
    def data(self) -> bytes:
        """The bytes of the PDF."""


class PagePainter:
    """The drawing of pages; pictures are remembered by the digest of their page.

    Any thread may call its methods.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._pool: ProcessPoolExecutor | None = None
        self._sent: OrderedDict[str, None] = OrderedDict()
        self._pictures: OrderedDict[_Picture, Future[bytes]] = OrderedDict()
        self._sizes: dict[_Picture, int] = {}
        self._asked: OrderedDict[tuple[int, float], None] = OrderedDict()

    async def paint(self, page: str, document: DrawnDocument, number: int, scale: float) -> bytes:
        """Return the picture of a page as a PNG; raise Refusal where it cannot be drawn."""
        if isinstance(document, LaidOutView):
            self._note_in_view(number, scale)
        future = self._start(page, document, number, scale)
        try:
            return await asyncio.shield(asyncio.wrap_future(future))
        except BrokenProcessPool:
            raise Refusal(500, f"page {number} cannot be drawn") from None

    def draw_ahead(self, laid_out: LaidOutView) -> None:
        """Begin to draw the pages of a new view that clients have asked for last.

        Their pictures are then on their way while a client hears of the view.
        """
        with self._lock:
            asked = list(self._asked)
        for number, scale in reversed(asked):
            if number <= len(laid_out.pages):
                self._start(laid_out.pages[number - 1].digest, laid_out, number, scale)

    def close(self) -> None:
        """End the drawing process."""
        with self._lock:
            if self._pool:
                self._pool.shutdown(wait=False, cancel_futures=True)

    def _note_in_view(self, number: int, scale: float) -> None:
        with self._lock:
            self._asked[number, scale] = None
            self._asked.move_to_end((number, scale))
            while len(self._asked) > _MOST_IN_VIEW:
                self._asked.popitem(last=False)

    def _start(
        self, page: str, document: DrawnDocument, number: int, scale: float
    ) -> Future[bytes]:
        """Return the drawing of a page, which begins now unless it was asked for before."""
        picture = page, scale
        with self._lock:
            if future := self._pictures.get(picture):
                self._pictures.move_to_end(picture)
                return future
            pool = self._open_pool()
            future = self._submit(pool, document, number, scale)
            self._pictures[picture] = future
            future.add_done_callback(partial(self._remember, picture, pool))
            return future

    def _open_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._sent.clear()
            self._pool = ProcessPoolExecutor(
                1,
                # A forked process would share the locks of the threads of this one.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=start_worker,
                initargs=(False,),
            )
        return self._pool

    def _submit(
        self, pool: ProcessPoolExecutor, document: DrawnDocument, number: int, scale: float
    ) -> Future[bytes]:
        # The process forgets files in the same order.
        data = None if document.name in self._sent else document.data
        self._sent[document.name] = None
        self._sent.move_to_end(document.name)
        while len(self._sent) > _OPEN_FILES:
            self._sent.popitem(last=False)
        try:
            return pool.submit(_draw_page, document.name, data, number, scale)
        except BrokenProcessPool as error:
            failed: Future[bytes] = Future()
            failed.set_exception(error)
            return failed

    def _remember(
        self, picture: _Picture, pool: ProcessPoolExecutor, future: Future[bytes]
    ) -> None:
        """Keep a picture that is drawn, and the others as far as there is room."""
        with self._lock:
            if future.cancelled() or future.exception():
                del self._pictures[picture]
                if self._pool is pool and not future.cancelled() and _has_ended(future):
                    self._pool = None
                return
            self._sizes[picture] = len(future.result())
            while sum(self._sizes.values()) > _ROOM and len(self._sizes) > 1:
                oldest = next(each for each in self._pictures if each in self._sizes)
                del self._pictures[oldest], self._sizes[oldest]


def _has_ended(future: Future[bytes]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


_files: OrderedDict[str, Any] = OrderedDict()
"""The open PDFs of the drawing process by their digests."""


def _draw_page(name: str, data: bytes | None, number: int, scale: float) -> bytes:
    """Return the PNG of a page of a PDF, whose ``data`` are given where it is not open."""
    import pypdfium2

    if data is not None:
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

"""The processes of a worker: each makes the books that it is sent, one after the other.

A process of Dask's workers may not start others by ``multiprocessing``, and its threads may not
set pages at the same time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

_GOES_ON, _ENDS = b"+", b"-"
"""The first byte of an answer: whether the process waits for another order."""


class ProcessEnded(Exception):
    """A process without an answer: it crashed, or was ended, or took too long."""


class BookProcess:
    """A process that makes books in a folder of its own, until this process ends."""

    def __init__(self, folder: Path, blobs: Path) -> None:
        self.folder = folder
        self.is_usable = True
        orders, own_orders = os.pipe()
        own_answers, answers = os.pipe()
        command = (sys.executable, "-P", "-m", __name__, str(folder), str(blobs))
        try:
            self._process = subprocess.Popen(
                (*command, str(orders), str(answers)),
                stdin=subprocess.PIPE,  # its end is that of this process
                stdout=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": str(folder)},  # all of it goes with the folder
                pass_fds=(orders, answers),
                start_new_session=True,  # Ctrl-C is for the client, which stops its workers
            )
        finally:
            os.close(orders)
            os.close(answers)
        self._orders = Connection(own_orders, readable=False)
        self._answers = Connection(own_answers, writable=False)

    def answer(self, order: bytes, seconds: float) -> bytes:
        """Return the answer to an order.

        Raises ProcessEnded where there is none after so many seconds; then the process is ended.
        """
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            self.kill()

        # A process that is stopped does not even read a long order.
        timer = threading.Timer(seconds, give_up)
        timer.start()
        try:
            self._orders.send_bytes(order)
            answer = self._answers.recv_bytes()
        except (OSError, EOFError):
            self.kill()
            late = f"it took more than {seconds:.0f} seconds"
            reason = late if is_late.is_set() else "its process was ended by the system"
            raise ProcessEnded(reason) from None
        finally:
            timer.cancel()
        if answer[:1] != _GOES_ON:
            self.kill()
        return answer[1:]

    def kill(self) -> None:
        """End the process, also in the middle of a book; any thread may call this."""
        self.is_usable = False
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close what connects an ended process with this one; for the thread that uses it."""
        if self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()
        self._orders.close()
        self._answers.close()


def _main(folder: str, blobs: str, orders: str, answers: str) -> None:
    """Answer orders until there are no more."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from publish.storage.garbage_collection import collect_rarely

    collect_rarely()  # before the imports of all that makes books
    from publish.artifacts.worker_renewal import Renewal
    from publish.cluster.book_making import BookMaker, blob_cache

    maker = BookMaker(Path(folder), blob_cache(Path(blobs)))
    received, sent = (
        Connection(int(orders), writable=False),
        Connection(int(answers), readable=False),
    )
    renewal = Renewal()
    is_last = False
    while not is_last:
        try:
            order = received.recv_bytes()
        except EOFError:
            return
        answer = maker.answer(order)
        is_last = renewal.is_due_after_book()
        sent.send_bytes((_ENDS if is_last else _GOES_ON) + answer)


def _end_with_parent() -> None:
    """End this process when the other one ends: then the standard input does."""
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    _main(*sys.argv[1:])

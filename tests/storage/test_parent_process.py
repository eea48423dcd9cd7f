"""Ctrl-C waits while worker processes start, and then ends them without a traceback."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest

from publish.storage.parent_process import accept_interrupts, delay_interrupts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def test_ctrl_c_comes_after_the_block():
    steps: list[str] = []

    def interrupt_block() -> None:
        with delay_interrupts():
            os.kill(os.getpid(), signal.SIGINT)
            steps.append("after the signal")

    with pytest.raises(KeyboardInterrupt):
        interrupt_block()
    assert steps == ["after the signal"]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_that_another_thread_receives_comes_after_the_block():
    # The mask of the main thread holds no signal that comes to a thread without it.
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    steps: list[str] = []

    def interrupt_block() -> None:
        with delay_interrupts():
            signal.pthread_kill(thread.ident or 0, signal.SIGINT)
            for _ in range(20):  # until the other thread has run
                time.sleep(0.01)
            steps.append("after the signal")

    try:
        with pytest.raises(KeyboardInterrupt):
            interrupt_block()
    finally:
        end.set()
        thread.join()
    assert steps == ["after the signal"]


@pytest.mark.parametrize(("action", "end"), [(signal.SIG_DFL, -signal.SIGINT), (signal.SIG_IGN, 7)])
def test_a_worker_takes_ctrl_c_once_it_is_ready(action: signal.Handlers, end: int):
    with delay_interrupts():
        worker = os.fork()
        if worker == 0:
            code = 1
            try:
                os.kill(os.getpid(), signal.SIGINT)
                accept_interrupts(action)
                code = 7
            finally:
                os._exit(code)
    _, status = os.waitpid(worker, 0)
    assert os.waitstatus_to_exitcode(status) == end

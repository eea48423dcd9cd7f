"""Entry point of the command ``publish`` and of ``python -m publish``."""

from __future__ import annotations


def main() -> None:
    """Run the command line in a process of its own, with a garbage collector that runs rarely."""
    import gc
    import signal

    from publish.storage.garbage_collection import collect_rarely

    collect_rarely()  # before the imports of the command

    from publish.cli import main as run

    try:
        run()
    finally:
        # Ctrl-C would interrupt the removal of temporary files, with a traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # The garbage collections at exit would visit every object and free none: a seventh of the
        # time of a short book.  Functions of `atexit` and `weakref.finalize` run as usual.
        gc.freeze()


if __name__ == "__main__":
    main()

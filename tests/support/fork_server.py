"""Fork server: imports the libraries that make books, then forks children in which faults happen.

Each line of standard input is a request in JSON, answered by one line:

- ``{"words": […], "log": path, …}`` starts a child that runs ``publish`` with these words, and is
  answered by its process id.  ``"fault": {…}`` has the fields of a ``Fault``, for events in the
  folder above the working directory; ``"environment": {…}`` replaces variables; with ``"most": n``
  no file may grow beyond n bytes; with ``"careless": true`` artifacts are written straight to where
  they belong.
- ``{"ended": pid}`` is answered by 1 where the child has ended, else by 0.
- ``{"pause": pid}`` is answered when the child has stopped or ended: by 1 where it has stopped.
- ``{"count": pid}`` is answered by the number of events of a child until now.
- ``{"wait": pid}`` is answered by how the child ended: its exit code, or minus the signal.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.support.fault_injection import Action, Fault, Injector


def _write_in_place(path: Path, data: bytes, **_options: object) -> None:
    with path.open("wb") as stream:
        stream.write(data[: len(data) // 2])
        stream.flush()
        path.touch()  # a moment at which the file is half there
        stream.write(data[len(data) // 2 :])


def _fault(fields: dict[str, Any] | None) -> Fault | None:
    return Fault(**{**fields, "action": Action(fields["action"])}) if fields else None


def _child(request: dict[str, Any], injector: Injector) -> None:
    import resource

    from publish.__main__ import main

    os.setpgid(0, 0)
    os.environ.update(request.get("environment", {}))
    tempfile.tempdir = None
    # A log may not grow either where no file may.
    log_file = os.devnull if "most" in request else str(request["log"])
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    if request.get("careless"):
        importlib.import_module("publish.storage.atomic_write").replace_file = _write_in_place
    if "most" in request:
        most = int(request["most"])
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    injector.install()
    sys.argv = ["publish", *request["words"]]
    main()


def _start(request: dict[str, Any], injector: Injector) -> int:
    """Start a child and return its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        _child(request, injector)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else bool(ended.code)
    except KeyboardInterrupt:
        code = 130
    finally:
        atexit._run_exitfuncs()  # a process that ends by itself removes its temporary files
        sys.stdout.flush()
        os._exit(code)


def _import_libraries() -> None:
    for name in "weasyprint ebooklib.epub PIL.Image pikepdf pypdfium2 fontTools.ttLib".split():
        importlib.import_module(name)
    for name in "pipeline.stages pipeline.editions writers.pdf.document writers.epub".split():
        importlib.import_module(f"publish.{name}")
    from publish.themes import theme

    templates = theme.load("classic").templates
    for name in templates.names:
        templates.environment.get_template(name)


def main() -> None:
    """Answer requests until there are no more."""
    _import_libraries()
    injectors: dict[int, Injector] = {}
    for line in sys.stdin:
        match json.loads(line):
            case {"wait": pid}:
                _, status = os.waitpid(pid, 0)
                answer = os.waitstatus_to_exitcode(status)
            case {"ended": pid}:
                state = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                answer = int(state is not None)
            case {"pause": pid}:
                state = os.waitid(os.P_PID, pid, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
                answer = int(state is not None and state.si_code == os.CLD_STOPPED)
            case {"count": pid}:
                answer = injectors[pid].count
            case request:
                injector = Injector(Path.cwd().parent, _fault(request.get("fault")))
                answer = _start(request, injector)
                injectors[answer] = injector
        print(answer, flush=True)


if __name__ == "__main__":
    main()

"""Fork server: imports the libraries that make books, then forks children that are killed.

Each line of standard input is a request in JSON, answered by one line:

- ``{"words": […], "log": path, …}`` starts a child that runs ``publish`` with these words, and is
  answered by its process id.  With ``"fatal": n`` the child ends itself, as ``kill -9`` would,
  just before its n-th operation on a file under the working directory that changes something,
  counted from when the file ``"after": path`` exists, where that is given;
  with ``"most": n`` no file may grow beyond n bytes; with ``"careless": true`` artifacts are
  written straight to where they belong.
- ``{"ended": pid}`` is answered by 1 where the child has ended, else by 0.
- ``{"wait": pid}`` is answered by how the child ended: its exit code, or minus the signal.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from pathlib import Path

_CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime")


def _die_at(fatal: int, start: str | None) -> None:
    """Kill this process before its operation number ``fatal`` that changes a file here.

    Counting begins when the file ``start`` exists, where a name is given.
    """
    here = str(Path.cwd())
    count = 0

    def count_changes(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event == "open":
            path, _, flags = arguments
            if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR):
                return
        elif event in _CHANGING:
            path = arguments[0]
        else:
            return
        if str(path).startswith(here) and (start is None or Path(start).exists()):
            count += 1
            if count == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count_changes)


def _write_in_place(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(data[: len(data) // 2])
        stream.flush()
        path.touch()  # a moment at which the file is half there
        stream.write(data[len(data) // 2 :])


def _child(request: dict[str, object]) -> None:
    import resource

    from publish.cli import main

    # A log may not grow either where no file may.
    log_file = os.devnull if "most" in request else str(request["log"])
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    if request.get("careless"):
        importlib.import_module("publish.artifacts.destinations").write_whole = _write_in_place
    if "most" in request:
        most = int(str(request["most"]))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    if "fatal" in request:
        start = request.get("after")
        _die_at(int(str(request["fatal"])), None if start is None else str(start))
    main(request["words"])


def main() -> None:
    """Answer requests until there are no more."""
    for name in "weasyprint ebooklib.epub PIL.Image pikepdf pypdfium2 fontTools.ttLib".split():
        importlib.import_module(name)
    for name in "pipeline.stages pipeline.editions writers.pdf.document writers.epub".split():
        importlib.import_module(f"publish.{name}")
    from publish.themes import theme

    templates = theme.load("classic").templates
    for name in templates.names:
        templates.environment.get_template(name)
    for line in sys.stdin:
        request = json.loads(line)
        if "wait" in request:
            _, status = os.waitpid(request["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        if "ended" in request:
            ended = os.waitid(os.P_PID, request["ended"], os.WEXITED | os.WNOHANG | os.WNOWAIT)
            print(int(ended is not None), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                _child(request)
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else bool(ended.code)
            finally:
                sys.stdout.flush()
                os._exit(code)
        print(pid, flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Creates .venv: system libraries, the exact packages of the lock, the program itself.

    python3 tools/environment.py          packages for making books
    python3 tools/environment.py --dev    and packages for checking the project

Only the standard library is imported, because nothing is installed yet. A run that fails leaves
the environment as it was: a stamp in .venv, written last, holds the digest of all inputs, and an
environment without it is made anew.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST = (3, 11)


class Library(NamedTuple):
    """A shared library under its names on Linux and macOS, and the Debian package it comes in."""

    linux: str
    macos: str
    package: str


# The libraries that WeasyPrint loads (others come with these), and FriBidi.
LIBRARIES = (
    Library("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"),
    Library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"),
    Library("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset0"),
    Library("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi0"),
)


class Stop(Exception):
    """An end of the setup, with the message for the user."""


# --- What the system lacks ------------------------------------------------------------------------


def loads(library: Library) -> bool:
    """Whether a program started here can load it, whatever the package manager believes."""
    names: list[str | None] = [library.linux]
    if sys.platform == "darwin":
        # Homebrew's Python knows Homebrew's folder through find_library only; cffi asks both ways.
        names = [library.macos, ctypes.util.find_library(library.macos)]
    for name in filter(None, names):
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


def missing_packages() -> list[str]:
    """The Debian packages whose contents this machine lacks."""
    packages = [library.package for library in LIBRARIES if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it apart from Python itself
        debians_own = Path("/usr/bin/python3").resolve() == Path(sys.executable).resolve()
        packages.append("python3-venv" if debians_own else f"python3.{sys.version_info[1]}-venv")
    return packages


def provide_system_packages() -> None:
    """Afterwards every library loads; otherwise Stop, with the line that would bring it about."""
    missing = missing_packages()
    if not missing:
        return
    if sys.platform == "darwin":
        raise Stop(
            "The program needs Pango, and Homebrew's Python to find it. Run this line:\n\n"
            "    brew install pango python\n\n"
            "and then the same command again, with Homebrew's python3 first on the PATH."
        )
    if shutil.which("apt-get") is None:
        raise Stop(
            "The program needs what Debian calls " + ", ".join(missing) + ".\n"
            "Install it with this system's package manager and run the same command again."
        )
    install = "apt-get update && apt-get install --yes --no-install-recommends " + " ".join(missing)
    command = with_privilege(install)
    if command is None:
        become_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
        raise Stop(
            "Some system packages are missing, and only an administrator can install them.\n"
            f"Run this line:\n\n    {become_root} {shlex.quote(install)}\n\n"
            "and then the same command again. Nothing has been changed."
        )
    print("Installing system packages:", *missing, flush=True)
    run(*command)
    if still_missing := missing_packages():
        raise Stop("Installed, but still not found: " + " ".join(still_missing))


def with_privilege(script: str) -> list[str] | None:
    """How to run a shell script as root from here; None where that cannot be done."""
    shell = ["env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", script]
    if os.geteuid() == 0:
        return shell
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n", *shell]
    # sudo asks for a password, which needs a terminal.
    return ["sudo", *shell] if sys.stdin.isatty() else None


# --- The environment ------------------------------------------------------------------------------


def provide_environment() -> None:
    """Afterwards .venv holds the lock and the program, and nothing else; or it is as it was."""
    print("Setting up .venv (once; about a minute) ...", flush=True)
    with replace_folder(VENV):
        run(sys.executable, "-m", "venv", str(VENV))
        pip_install("--require-hashes", "--requirement", str(LOCKS["run"]))
        # The lock holds the build backend too, so nothing unlocked is fetched to build with.
        pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        stamp("run").write_text(digest("run"), encoding="ascii")


def provide_tools() -> None:
    """Afterwards .venv holds the tools too; they only add to it, so a failure spoils nothing."""
    print("Adding the tools that check the project ...", flush=True)
    pip_install("--require-hashes", "--requirement", str(LOCKS["dev"]))
    stamp("dev").write_text(digest("dev"), encoding="ascii")


def pip_install(*arguments: str) -> None:
    """Afterwards .venv holds what the arguments name."""
    run(str(VENV / "bin/python"), "-m", "pip", "--quiet", "--no-input", "install", *arguments)


def stamp(kind: str) -> Path:
    """The file that says what .venv was made from."""
    return VENV / f".complete-{kind}"


def is_complete(kind: str) -> bool:
    """Whether .venv was made, to the end, from this lock."""
    try:
        return stamp(kind).read_text(encoding="ascii") == digest(kind)
    except FileNotFoundError:
        return False


def digest(kind: str) -> str:
    """The digest of the inputs of .venv: lock, Python, place, build settings."""
    import tomllib  # not before Python is known to be new enough

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    way = [settings["build-system"], settings["project"]["scripts"], settings["tool"]["hatch"]]
    lock = LOCKS[kind].read_text(encoding="utf-8")
    parts = [lock, json.dumps(way), sys.version, os.path.realpath(sys.executable), str(VENV)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@contextmanager
def replace_folder(folder: Path) -> Iterator[None]:
    """Move a folder away while the block makes a new one; restore it where the block fails."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def run(*command: str) -> None:
    """Run a command; raises Stop where it fails."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Stop(f"This failed:\n\n    {shlex.join(command)}\n\nNothing half-done is left.")


# --- The whole ------------------------------------------------------------------------------------


def require_new_python() -> None:
    """Afterwards Python is new enough; a newer one on the PATH takes over from too old a one."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    raise Stop(
        f"This is Python 3.{sys.version_info[1]}; the program needs 3.{OLDEST[1]} or newer.\n"
        "Install one, or name it: make PYTHON=/path/to/python3 setup"
    )


def main(arguments: list[str]) -> int:
    """Exit code 0: .venv is whole. 1: standard error says what to do. 2: wrong usage."""
    if arguments not in ([], ["--dev"]):
        print(__doc__, file=sys.stderr)
        return 2
    # A closed terminal or a polite kill unwinds like any failure, so nothing half-done is left.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    try:
        require_new_python()
        provide_system_packages()
        if not is_complete("run"):
            provide_environment()
        if arguments and not is_complete("dev"):
            provide_tools()
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

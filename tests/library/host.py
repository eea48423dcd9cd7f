"""A host process that uses the library, and what it finds changed afterwards; run by test_host.

Arguments: ``engine-first`` imports the third-party libraries before the first snapshot, so each of
their functions is compared; ``engine-last`` leaves the imports to the library.  ``patch`` makes one
deliberate patch, as a control.  Prints one change a line.
"""

from __future__ import annotations

import functools
import gc
import importlib
import logging
import os
import signal
import sys
import tempfile
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIBRARIES = (
    "weasyprint pydyf cssselect2 tinycss2 tinyhtml5 pyphen cffi fontTools.ttLib fontTools.subset "
    "PIL.Image jinja2 lxml.etree ebooklib.epub pikepdf pypdfium2 segno click"
).split()
"""Third-party libraries of the project, and what they import."""

TEXT = "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was *good*.1\n\nוְהָאוֹר טוֹב.\n"


def snapshot() -> dict[tuple[str, ...], object]:
    """Return the attributes of all foreign modules and their classes that can be called.

    Functions come with their code and defaults, which can be replaced too.  The objects are held,
    so that none of them shares the identity of a later one.
    """
    state: dict[tuple[str, ...], object] = {}
    for name, module in list(sys.modules.items()):
        if is_foreign(name) and isinstance(module, types.ModuleType):
            state[name,] = module
            for attribute, value in list(vars(module).items()):
                state.update(parts((name, attribute), value))
    return state


def is_foreign(module: str) -> bool:
    return module.partition(".")[0] not in {"publish", "__main__", "__mp_main__"}


def parts(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield a value that can be called, with its code, and the methods of a class."""
    if isinstance(value, type):
        yield path, value
        if value.__module__ == path[0]:
            for attribute, inner in list(vars(value).items()):
                nested = isinstance(inner, type)
                if nested and inner.__qualname__ != f"{value.__qualname__}.{attribute}":
                    yield (*path, attribute), inner
                elif is_code(inner):
                    yield from parts((*path, attribute), inner)
    elif is_code(value):
        yield path, value
        function = getattr(value, "__func__", value)
        for detail in ("__code__", "__defaults__", "__kwdefaults__"):
            if hasattr(function, detail):
                yield (*path, detail), getattr(function, detail)


def is_code(value: object) -> bool:
    kinds = (
        types.FunctionType, types.BuiltinFunctionType, types.MethodType, type, property,
        classmethod, staticmethod, functools.cached_property, functools.partial,
        functools._lru_cache_wrapper, types.WrapperDescriptorType, types.MethodDescriptorType,
        types.GetSetDescriptorType, types.MemberDescriptorType,
    )  # fmt: skip
    return isinstance(value, kinds)


def process() -> dict[str, object]:
    """Return the settings of the process that a library can change."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    handlers = {
        f"handlers of {logger.name}": [
            handler
            for handler in logger.handlers
            # A library that adds a NullHandler to its own log does what `logging` advises.
            if not (type(handler) is logging.NullHandler and logger.name.partition(".")[0] in OWN)
        ]
        for logger in loggers
    }
    return {
        **{name: value for name, value in handlers.items() if value},
        **{f"filters of {logger.name}": logger.filters[:] for logger in loggers if logger.filters},
        "thresholds of the garbage collector": gc.get_threshold(),
        "frozen objects": gc.get_freeze_count(),
        "environment": dict(os.environ),
        "warning filters": warnings.filters[:],
        "sys.path": sys.path[:],
        # ebooklib imports six, which adds an importer of its own.
        "sys.meta_path": [f for f in sys.meta_path if type(f).__module__ != "six"],
        "sys.path_hooks": sys.path_hooks[:],
        "recursion limit": sys.getrecursionlimit(),
        "SIGINT": signal.getsignal(signal.SIGINT),
        "current folder": Path.cwd(),
        "modules that are none": sorted(
            name
            for name, module in sys.modules.items()
            if type(module).__module__.startswith("publish")
        ),
    }


OWN = frozenset({"weasyprint", "fontTools", "PIL", "pikepdf"})


def use_the_library(folder: Path) -> None:
    from click.testing import CliRunner

    from publish import build, check, impose, read, to_epub, to_pdf
    from publish.cli import main

    work = read(TEXT).value
    check(TEXT)
    pdf = to_pdf(work).value
    to_pdf(TEXT, profile="accessible", edition="large-print")
    to_epub(work)
    impose(pdf, {"marks": True})
    (folder / "sources").mkdir()
    (folder / "publish.toml").write_text('formats = ["pdf", "epub", "booklet"]\n')
    for name in ("one", "two"):
        (folder / "sources" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    build(folder, ["one"])
    before = Path.cwd()
    os.chdir(folder)
    for words in (
        ["check"],
        ["build", "-j", "1"],
        ["pdf", "--force", "-j", "2"],
        ["explain", "N01"],
    ):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    os.chdir(before)


def import_every_module() -> None:
    """Import all modules but those of the desk, a server that only its command starts.

    Starlette imports typing_extensions, which replaces two functions of ``typing`` before
    Python 3.13.
    """
    folder = Path(importlib.import_module("publish").__file__ or "").parent
    for path in sorted(folder.rglob("*.py")):
        if path.is_relative_to(folder / "desk"):
            continue
        name = ".".join(("publish", *path.relative_to(folder).with_suffix("").parts))
        importlib.import_module(name.removesuffix(".__init__"))


def foreign_functions() -> Iterator[str]:
    """Yield the places of foreign modules that hold a function of the project."""
    for path, value in snapshot().items():
        function = getattr(value, "__func__", value)
        if str(getattr(function, "__module__", "")).partition(".")[0] == "publish":
            yield f"{'.'.join(path)} is of {function.__module__}"


def main() -> None:
    words = sys.argv[1:]
    import cProfile  # noqa: F401  # a module of the standard library that nothing else loads
    import textwrap

    if "engine-first" in words:
        for name in LIBRARIES:
            importlib.import_module(name)
        # Functions that these libraries define when they are first used.
        importlib.import_module("weasyprint").HTML(string="<p>A line.").write_pdf()
    before, settings = snapshot(), process()
    with tempfile.TemporaryDirectory() as folder:
        use_the_library(Path(folder))
        import_every_module()
    if "patch" in words:
        textwrap.TextWrapper.fill = lambda _, text: text  # type: ignore[method-assign]
        textwrap.dedent.__code__ = textwrap.indent.__code__
        logging.getLogger().addHandler(logging.NullHandler())
    after, settings_after = snapshot(), process()
    for path, value in before.items():
        if path in after and after[path] is not value:
            print(".".join(path), "is replaced")
        elif path not in after:
            print(".".join(path), "is gone")
    for name in sorted({*settings, *settings_after}):
        if settings.get(name) != settings_after.get(name):
            print(f"{name}: {settings.get(name)} -> {settings_after.get(name)}")
    for line in foreign_functions():
        print(line)


if __name__ == "__main__":
    main()

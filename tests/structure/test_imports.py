"""The import graph: imports run with the data, and each heavy library has one importer."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "publish"

ORDER = (
    "text",
    "storage",
    "access",
    "diagnostics",
    "document",
    "facts",
    "readers",
    "passes",
    "config",
    "pipeline",
    "themes",
    "writers",
    "preflight",
    "artifacts",
    "cluster",
    "catalogue",
    "desk",
    "cli",
)
"""The packages in the order of the data: each imports only packages before it."""

SOLE_IMPORTERS = {
    "weasyprint": "publish.writers.pdf.engine",
    "cssselect2": "publish.writers.pdf.engine",
    "tinycss2": "publish.writers.pdf.engine",
    "pyphen": "publish.writers.pdf.engine",
    "pydyf": "publish.writers.pdf.engine",
    "ebooklib": "publish.writers.epub.container",
}
"""Libraries that one package or module alone may import."""

FLAT_MODULES = 6
LONGEST_MODULE = 300
LONG_MODULES: dict[str, str] = {}
"""Modules of more lines, each with its reason."""


@cache
def modules() -> Mapping[str, Path]:
    """Each module of the package, by its dotted name."""
    result = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        result[name] = path
    return result


def statements(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import in a module, also in functions, without those that only type checkers see."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                yield node
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                for other in node.orelse:
                    yield from statements(other)
            case ast.expr():
                pass
            case _:
                yield from statements(node)


@cache
def names(path: Path) -> tuple[str, ...]:
    """The dotted name of everything that a module imports."""
    result: list[str] = []
    for statement in statements(ast.parse(path.read_text("utf-8"))):
        match statement:
            case ast.Import(names=aliases):
                result += (alias.name for alias in aliases)
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                result += (f"{module}.{alias.name}" for alias in aliases)
    return tuple(result)


def module_of(name: str) -> str | None:
    """The module of ours that a dotted name is, or is in."""
    while name:
        if name in modules():
            return name
        name = name.rpartition(".")[0]
    return None


@cache
def graph() -> Mapping[str, frozenset[str]]:
    """The modules of ours that each module imports."""
    return {
        module: frozenset(filter(None, map(module_of, names(path)))) - {module}
        for module, path in modules().items()
    }


def package_of(module: str) -> str:
    """The folder that a module is in; a package, and a module at the top, is in itself."""
    is_package = modules()[module].name == "__init__.py"
    parent = module.rpartition(".")[0]
    return module if is_package or parent == "publish" else parent


def packages(imports: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """The packages that each package imports."""
    result: dict[str, set[str]] = {}
    for module, targets in imports.items():
        inside = result.setdefault(package_of(module), set())
        inside.update(package_of(target) for target in targets)
        inside.discard(package_of(module))
    return result


def circle(imports: Mapping[str, frozenset[str] | set[str]]) -> list[str]:
    """The names of a circle of imports; empty where none exists."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_itself_by_way_of_others():
    assert circle(graph()) == []


def test_no_package_imports_itself_by_way_of_others():
    assert circle(packages(graph())) == []


def test_a_circle_is_found():
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}


def stage(module: str) -> str:
    """The package at the top of the tree that a module is in; empty for those at the top."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""


def test_every_package_has_its_place_in_the_order():
    assert {stage(module) for module in modules()} - {""} == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_imports_run_with_the_data(package: str):
    allowed = {*ORDER[: ORDER.index(package) + 1], ""}
    backward = {
        (module, target)
        for module, targets in graph().items()
        if stage(module) == package
        for target in targets
        if stage(target) not in allowed
    }
    assert backward == set()


@pytest.mark.parametrize("library", SOLE_IMPORTERS)
def test_a_library_has_one_importer(library: str):
    importers = {
        module
        for module, path in modules().items()
        if any(name.partition(".")[0] == library for name in names(path))
    }
    home = SOLE_IMPORTERS[library]
    assert {name for name in importers if not f"{name}.".startswith(f"{home}.")} == set()


def test_the_top_of_the_tree_is_short():
    assert len(list(PACKAGE.glob("*.py"))) <= FLAT_MODULES


def test_modules_are_short():
    long = {
        module
        for module, path in modules().items()
        if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE
    }
    assert long == set(LONG_MODULES)

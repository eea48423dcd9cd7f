"""The regular expressions of the package, each with its name."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import publish
from publish.text.patterns import LatePattern

_FUNCTIONS = {
    "compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn",
}  # fmt: skip


@cache
def package_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of texts of all modules, by “module.NAME” or “module:line”."""
    patterns: dict[str, re.Pattern[str]] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for place, pattern in _patterns_in(value):
                patterns.setdefault(f"{module.__name__}.{name}{place}", pattern)
        for line, pattern in _literals(module):
            patterns.setdefault(f"{module.__name__}:{line}", pattern)
    names = {(each.pattern, each.flags): name for name, each in reversed(patterns.items())}
    return {name: pattern for name, pattern in patterns.items() if name in names.values()}


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(publish.__path__, "publish."):
        if module.name != "publish.__main__":
            yield importlib.import_module(module.name)


def _patterns_in(value: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns in a value, also those that a function without parameters returns."""
    if isinstance(value, LatePattern):
        value = value.compile()
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield "", value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from ((f"[{key}]{place}", pattern) for place, pattern in _patterns_in(item))
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from ((f"[{index}]{place}", pattern) for place, pattern in _patterns_in(item))
    elif inspect.isfunction(getattr(value, "__wrapped__", value)) and _returns_patterns(value):
        yield from ((f"(){place}", pattern) for place, pattern in _patterns_in(value()))


def _returns_patterns(function: Any) -> bool:
    returned = str(getattr(function, "__annotations__", {}).get("return", ""))
    return "Pattern[str]" in returned and not inspect.signature(function).parameters


def _literals(module: ModuleType) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Yield the patterns that are written in calls of ``re``, with the numbers of their lines."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re"), name), [ast.Constant(str(text)), *_]):
                if name in _FUNCTIONS:
                    yield node.lineno, re.compile(text, _flags(node))
            case ast.Call(ast.Name("late_pattern"), [ast.Constant(str(text)), *_]):
                yield node.lineno, re.compile(text, _flags(node))


def _flags(call: ast.Call) -> int:
    source = ast.unparse(call)
    return sum(
        getattr(re, name)
        for name in ("IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE")
        if f"re.{name}" in source
    )


def methods(name: str) -> tuple[str, ...]:
    """Return the methods by which its module calls a pattern: “match”, “fullmatch”, “sub”."""
    module, _, line = name.partition(":")
    if line:
        source = _source(module).splitlines()[int(line) - 1]
        calls = set(re.findall(r"re\.(match|fullmatch)\(", source))
        return tuple(calls) or ("sub",)
    module, _, variable = re.split(r"[\[(]", name)[0].rpartition(".")
    source = _source(module)
    calls = set(re.findall(rf"\b{variable}\.(match|fullmatch)\b", source))
    others = re.search(rf"\b{variable}\.(?:s|find)|\w\((?:\w+, )?{variable}\b(?!\.)", source)
    calls |= {"sub"} if others else set()
    if not calls:  # of a table
        names = re.findall(r"\b(?:form|pattern|label)\.(\w+)\(", source)
        calls = {name if name in ("match", "fullmatch") else "sub" for name in names}
    return tuple(calls) or ("fullmatch",)


def _source(module: str) -> str:
    return inspect.getsource(importlib.import_module(module))

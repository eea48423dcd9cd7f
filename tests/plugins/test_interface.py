"""The interface of packages: a recorded name, field, member or parameter stays as it is.

``python -m tests.plugins.test_interface`` records additions.  A change that packages may notice
raises ``publish.plugins.VERSION`` and begins a new record.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path

import publish
from publish import plugin_api

RECORD = Path(__file__).parent / f"interface-{plugin_api.INTERFACE}.txt"


def describe() -> Iterator[str]:
    """Yield a line for each name of the interface and each part of it."""
    for name in sorted(plugin_api.__all__):
        value = getattr(plugin_api, name)
        yield name
        if isinstance(value, type) and issubclass(value, Enum):
            yield from (f"{name}.{each.name} = {each.value!r}" for each in value)
        elif is_dataclass(value):
            for field in fields(value):
                if not field.name.startswith("_"):
                    required = field.default is MISSING and field.default_factory is MISSING
                    yield f"{name}.{field.name}: {field.type}{'' if required else ' = …'}"
        if isinstance(value, type):
            methods = (n for n, each in vars(value).items() if inspect.isfunction(each))
            yield from (
                f"{name}.{n}({describe_parameters(getattr(value, n))})"
                for n in sorted(methods)
                if not n.startswith("_")
            )
        elif inspect.isfunction(value):
            yield f"{name}({describe_parameters(value)})"
    for name in sorted(publish.__all__):
        value = getattr(publish, name)
        if inspect.isfunction(value):
            yield f"publish.{name}({describe_parameters(value)})"


def describe_parameters(function: Callable[..., object]) -> str:
    """Return the names of parameters, with “=…” for those that have a default."""
    parameters = inspect.signature(function).parameters.values()
    return ", ".join(
        each.name if each.default is each.empty else f"{each.name}=…" for each in parameters
    )


def test_what_packages_use_stays_as_it_is() -> None:
    lost = set(RECORD.read_text("utf-8").splitlines()) - set(describe())
    assert lost == set(), "packages of this version of the interface may break: raise VERSION"


def test_new_fields_have_a_default() -> None:
    """A package makes nodes and declarations by the fields that it knows."""
    record = set(RECORD.read_text("utf-8").splitlines())
    new = [line for line in describe() if line not in record and line.partition(".")[0] in record]
    assert [line for line in new if ": " in line and " = …" not in line] == []


if __name__ == "__main__":
    RECORD.write_text("\n".join(describe()) + "\n", "utf-8")

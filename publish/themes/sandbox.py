"""The environment of templates: Jinja's sandbox with an allow list and bounds.

A theme may come from a stranger.  Its templates reach only the values that they are given, and end
after a bounded number of steps and characters.  The bounds count and use no clock, so a template
has the same result on every machine.

https://jinja.palletsprojects.com/en/stable/sandbox/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import update_wrapper
from types import BuiltinMethodType, FunctionType, GeneratorType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from publish.text.dataclass import dataclass

MOST_STEPS = 1_000_000
"""Calls, filters, and rounds of loops of one rendering; a contents of 10,000 lines has 70,000."""

MOST_CHARACTERS = 50_000_000
"""Characters that one rendering makes, beside twenty times those that it is given."""

MOST_BITS = 4096
"""Bits of the largest whole number."""

_FILTERS = frozenset(
    "abs batch capitalize center count d default dictsort e escape filesizeformat first float "
    "forceescape format groupby indent int items join last length list lower map max min reject "
    "rejectattr replace reverse round safe select selectattr slice sort string striptags sum title "
    "tojson trim truncate unique upper urlencode wordcount wordwrap xmlattr".split()
)
"""The filters of templates: none reads attributes by name or prints the insides of an object."""

_GROWING = frozenset({"expandtabs", "indent", "join", "replace", "translate", "wordwrap"})
"""Filters and methods whose result can be as long as the product of their arguments."""

_ITEM = 16
"""The characters for which an item of a list counts."""

_PLAIN = (str, int, float, list, tuple, dict)
_CLASSES = (dict, Cycler, Joiner, Namespace)
_FORMAT_METHODS = frozenset({"format", "format_map"})
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The steps and characters of one rendering."""

    steps: int
    characters: int


def bounds_for(variables: Mapping[str, object]) -> Bounds:
    """Return the bounds of a rendering with these variables."""
    length = sum(len(value) for value in variables.values() if isinstance(value, str))
    return Bounds(MOST_STEPS, MOST_CHARACTERS + 20 * length)


class _Generator(CodeGenerator):
    """A code generator whose ``~`` is counted."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # of Jinja
        self.write("environment.concatenate((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("), context.eval_ctx.autoescape)")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that allows known kinds of values, callables and filters, and counts their work."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.limit(bounds_for({}))
        del self.globals["lipsum"]
        self.filters = {
            name: self._count_filter(name, function)
            for name, function in FILTERS.items()
            if name in _FILTERS
        }

    def limit(self, bounds: Bounds) -> None:
        """Begin to count anew."""
        self._steps, self._characters = bounds.steps, bounds.characters

    def tick(self) -> bool:
        """Return True; calling it is a step, as every call is."""
        return True

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute of a value."""
        kind = type(obj)
        is_known = kind.__module__.startswith(("publish.", "jinja2.")) or isinstance(obj, _PLAIN)
        is_format = attr in _FORMAT_METHODS and isinstance(obj, str)
        return is_known and not is_format and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether a template may call a value."""
        if isinstance(obj, type):
            return obj in _CLASSES
        if isinstance(obj, MethodType):
            owner = type(obj.__self__)
            return owner is not type and owner.__module__.startswith(("publish.", "jinja2."))
        if isinstance(obj, BuiltinMethodType):
            return isinstance(obj.__self__, _PLAIN)
        if isinstance(obj, FunctionType):
            return obj.__module__.startswith(("publish.", "jinja2."))
        # Macros, blocks and loops, and functions of ours with a cache.
        return (getattr(obj, "__module__", None) or "").startswith(("publish.", "jinja2."))

    def wrap_str_format(self, value: Any) -> None:
        """Return no replacement of ``str.format``, which ``is_safe_attribute`` refuses."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as in Jinja
        """Call a value that a template may call."""
        __self._spend(1, 0)
        if isinstance(__obj, BuiltinMethodType):
            name, owner = __obj.__name__, __obj.__self__
            __self._spend(
                0, _measure_result(name, (owner, *args, *kwargs.values()), __self._characters)
            )
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the value of an operation whose result is small enough."""
        self._spend(1, 0)
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length()
            if operator == "**":
                bits *= max(right, 0)
            elif operator == "*":
                bits += right.bit_length()
            if bits > MOST_BITS:
                raise SecurityError(f"a number of more than {MOST_BITS} bits is too large")
        elif operator == "*":
            sizes = [_magnitude(value, self._characters) for value in (left, right)]
            if not isinstance(left, float) and not isinstance(right, float):
                self._spend(0, sizes[0] * sizes[1])
        elif operator == "%" and isinstance(left, str):
            self._spend(0, _measure_result("format", (left, right), self._characters))
        elif operator == "+" and isinstance(left, str | list | tuple):
            self._spend(0, len(left) + _size(right, self._characters))
        return super().call_binop(context, operator, left, right)

    def concatenate(self, values: tuple[Any, ...], autoescape: bool) -> str:
        """Return the values of ``~`` as one text."""
        self._spend(1, sum(_size(value, self._characters) for value in values))
        joined: str = (
            Markup("").join(values)
            if autoescape and any(hasattr(value, "__html__") for value in values)
            else "".join(map(str, values))
        )
        return joined

    def concat(self, parts: Iterable[str]) -> str:
        """Return the output of a template or macro."""
        pieces = []
        for part in parts:
            try:
                self._spend(1, len(part))
            except SecurityError as error:
                if isinstance(parts, GeneratorType):
                    parts.throw(error)  # the traceback then ends at the line of the template
                raise
            pieces.append(part)
        return "".join(pieces)

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002  # as in Jinja
        self._spend(1, 0)  # templates that include each other make steps without calls
        return super()._load_template(name, globals)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        for loop in source.find_all(nodes.For):
            tick = _tick(loop.lineno)
            loop.body.insert(0, nodes.ExprStmt(tick, lineno=loop.lineno))
            if loop.test is not None:
                loop.test = nodes.And(tick, loop.test, lineno=loop.lineno)
        source.set_environment(self)
        return super()._generate(source, *args, **options)

    def _count_filter(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def count_and_call(*args: Any, **kwargs: Any) -> Any:
            values = [value for value in (*args, *kwargs.values()) if not _is_internal(value)]
            self._spend(1, _measure_result(name, values, self._characters))
            result = function(*args, **kwargs)
            self._spend(0, _size(result, self._characters))
            return result

        # Jinja marks the functions that take the environment first.
        return update_wrapper(count_and_call, function)

    def _spend(self, steps: int, characters: int) -> None:
        # Nothing is spent where it is too much: Jinja computes constants first, and tries again.
        if steps > self._steps:
            raise SecurityError("the template has too many steps: a loop or a macro does not end")
        if characters > self._characters:
            raise SecurityError("the template makes too much text")
        self._steps -= steps
        self._characters -= characters


def _tick(line: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute("tick", lineno=line)
    return nodes.Call(function, [], [], None, None, lineno=line)


def _is_internal(value: object) -> bool:
    return isinstance(value, Context | nodes.EvalContext | TemplateEnvironment)


def _measure_result(name: str, values: Iterable[Any], most: int) -> int:
    """Return a bound of the characters that a filter or method makes of its arguments."""
    sizes = [_magnitude(value, most) for value in values]
    if name == "format":
        arguments = [
            item for value in values for item in (value if isinstance(value, tuple) else (value,))
        ]
        sizes += [_magnitude(item, most) for item in arguments]
        numbers = (_NUMBER.findall(item) for item in arguments if isinstance(item, str))
        sizes += [min(int(number[:12]), most + 1) for widths in numbers for number in widths]
    if name not in _GROWING:
        return sum(sizes)
    return (sizes[0] + 1) * (max(sizes[1:], default=0) + 1)


def _magnitude(value: object, most: int) -> int:
    """Return a whole number without its sign, and the size of any other value."""
    return min(abs(value), most + 1) if isinstance(value, int) else _size(value, most)


def _size(value: object, most: int) -> int:
    """Return the characters and items of a value, counted no further than to ``most``."""
    if isinstance(value, str):
        return len(value)
    total, waiting = 0, [value]
    while waiting and total <= most:
        item = waiting.pop()
        if isinstance(item, str):
            total += len(item)
        elif isinstance(item, list | tuple | set | frozenset):
            waiting += item
        elif isinstance(item, dict):
            waiting += (*item, *item.values())
        total += _ITEM
    return total

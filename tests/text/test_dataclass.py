"""The frozen dataclasses of this package behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any

import pytest

from publish.text.dataclass import dataclass as ours


def define(dataclass: Any) -> tuple[type[Any], type[Any]]:
    @dataclass(frozen=True, slots=True)
    class Node:
        """A base class."""

        span: int = dataclasses.field(default=0, compare=False, repr=False, kw_only=True)

    @dataclass(frozen=True, slots=True)
    class Leaf(Node):
        name: str
        words: tuple[str, ...] = ()
        names: list[str] = dataclasses.field(default_factory=list, compare=False)

        def __post_init__(self) -> None:
            assert self.name

    return Node, Leaf


@pytest.mark.parametrize("index", [0, 1])
def test_methods_return_the_same(index: int) -> None:
    arguments: tuple[Any, ...] = ((), ("a", ("b",)))[index]
    kind, standard = (define(dataclass)[index] for dataclass in (ours, dataclasses.dataclass))
    value, expected = kind(*arguments, span=2), standard(*arguments, span=2)
    assert repr(value) == repr(expected)
    assert hash(value) == hash(expected)
    assert kind.__match_args__ == standard.__match_args__
    assert dataclasses.asdict(value) == dataclasses.asdict(expected)
    assert value == kind(*arguments, span=3)
    assert value != expected
    assert copy.copy(value) == dataclasses.replace(value, span=9) == value


@pytest.mark.parametrize("index", [0, 1])
def test_constructors_have_the_same_parameters(index: int) -> None:
    kind, standard = (define(dataclass)[index] for dataclass in (ours, dataclasses.dataclass))
    (parameters, expected) = (
        [(each.name, each.kind) for each in inspect.signature(cls).parameters.values()]
        for cls in (kind, standard)
    )
    assert parameters == expected
    with pytest.raises(TypeError, match=r"__init__\(\) got an unexpected keyword argument 'other'"):
        kind(other=1)


def test_a_field_without_a_default_does_not_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="non-default argument 'second' follows default argument"):

        @ours(frozen=True)
        class _Wrong:
            first: int = 1
            second: int  # type: ignore[misc]  # the fault


def test_fields_are_not_assigned_or_deleted() -> None:
    value = define(ours)[1]("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del value.name


def test_each_instance_has_its_own_default_from_a_factory() -> None:
    kind = define(ours)[1]
    assert kind("a").names is not kind("a").names


@ours(frozen=True, slots=True)
class Pair:
    first: int
    second: int = 2

    def __hash__(self) -> int:
        return 7


def test_instances_are_pickled() -> None:
    assert pickle.loads(pickle.dumps(Pair(1))) == Pair(1)  # our own bytes


def test_methods_of_the_class_stay() -> None:
    assert hash(Pair(1)) == 7

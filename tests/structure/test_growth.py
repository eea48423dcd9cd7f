"""The judgement of costs that grow with a text, by costs that are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import growth


@pytest.mark.parametrize(
    ("cost", "is_linear"),
    [
        (lambda size: size, True),
        (lambda size: size**1.5, True),  # between the bounds: a busy machine makes as much
        (lambda size: size**2, False),
        (lambda size: 2**size, False),
    ],
    ids=["linear", "a little more", "quadratic", "exponential"],
)
def test_only_costs_near_the_length_are_linear(
    cost: Callable[[float], float], is_linear: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []

    def measure(run: Callable[[], object]) -> float:
        run()
        return cost(sizes[-1])

    monkeypatch.setattr(growth, "cpu_seconds", measure)
    assert growth.is_linear(sizes.append, 10) is is_linear

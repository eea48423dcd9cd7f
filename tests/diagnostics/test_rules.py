"""The table of rules: codes, names and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from types import ModuleType

import pytest

from publish.diagnostics import Rule, rules
from publish.diagnostics.rules import FAMILIES, RULES


def every_rule() -> Iterator[Rule]:
    """Yield the rules of all modules; a table by code would lose those that share one."""
    for module in vars(rules).values():
        if isinstance(module, ModuleType) and hasattr(module, "ALL"):
            yield from module.ALL


def test_no_two_rules_share_a_code() -> None:
    codes = Counter(rule.code for rule in every_rule())
    assert [code for code, count in codes.items() if count > 1] == []
    assert len(RULES) == codes.total()


def test_every_rule_of_a_module_is_listed_by_explain() -> None:
    for module in vars(rules).values():
        if isinstance(module, ModuleType) and hasattr(module, "ALL"):
            defined = {rule.code for rule in vars(module).values() if isinstance(rule, Rule)}
            assert defined == {rule.code for rule in module.ALL}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_has_a_sentence_for_lists(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Zp“].{10,84}\.", rule.summary), "Rule.summary: one short sentence"
    assert rule.summary not in rule.why


def test_every_code_belongs_to_a_family() -> None:
    assert {code[0] for code in RULES} == set(FAMILIES)

"""The private names of WeasyPrint are what ``private_names`` says of the installed version."""

from __future__ import annotations

import pytest
import weasyprint

from publish.writers.pdf.engine import adapter
from publish.writers.pdf.engine.interface.contract import Change, find_changed_users, find_changes
from publish.writers.pdf.engine.interface.private_names import NAMES


@pytest.mark.thorough
def test_every_private_name_is_as_its_users_expect():
    changes = "\n".join(map(str, find_changes()))
    assert not changes, f"WeasyPrint {weasyprint.__version__} has changed:\n{changes}"


def test_changes_are_reported_by_name_and_user():
    expected = {
        "driver": {
            "weasyprint.layout:layout_document": "source 0123456789abcdef0123456789abcdef",
            "weasyprint.layout:no_such_function": "exists",
            "weasyprint.layout.page:remake_page": "signature (index, context)",
            "weasyprint.document:Page": "attributes anchors no_such_attribute",
            "weasyprint.no_such_module": "exists",
        }
    }
    changes = find_changes(expected)
    assert [change.name for change in changes] == list(expected["driver"])
    assert changes[1] == Change("driver", "weasyprint.layout:no_such_function", "exists", "missing")
    assert changes[3].actual == "attributes anchors"
    assert "used by driver" in str(changes[2])
    assert "signature (index, context, root_box, html)" in str(changes[2])


@pytest.mark.thorough
def test_every_correction_and_shortcut_has_its_names():
    installed = {*adapter.CORRECTIONS, *adapter.SHORTCUTS}
    assert installed | {"driver", "ffi_cache", "lazy_imports"} == set(NAMES)
    assert find_changed_users() == frozenset()

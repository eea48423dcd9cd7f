"""Texts of the repository as JSON and as TEI: valid, whole, in order, read back."""

from __future__ import annotations

import json

import pytest
from lxml import etree

import publish
from tests.support import tei_schema
from tests.support.exported_books import (
    BOOKS,
    find_faults,
    find_letters,
    number_body,
    read_letters,
)

pytestmark = pytest.mark.thorough


def test_books_are_whole_in_both_formats() -> None:
    assert len(BOOKS) > 50
    for path in BOOKS:
        work = number_body(publish.read(path).value)
        data = publish.export(path).value
        assert publish.load(data) == work, path.name
        assert not find_faults(json.loads(data)), path.name
        root = etree.fromstring(publish.export(path, "tei").value)
        assert read_letters(root) == find_letters(work), path.name


def test_books_are_valid_tei_in_every_edition() -> None:
    for path in BOOKS:
        for edition in (None, "facing", "original", "translation"):
            document = publish.export(path, "tei", edition=edition).value
            assert not tei_schema.find_faults(document), (path.name, edition)

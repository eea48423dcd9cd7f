"""A host program that uses WeasyPrint itself is not changed by writing a PDF."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from typing import Any

import pytest
import weasyprint

from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.engine import adapter

from .conftest import book, chapter, para, running

LIBRARIES = ("weasyprint", "cssselect2", "tinycss2", "pyphen", "pydyf", "cffi", "fontTools")


def is_watched(name: str) -> bool:
    """Whether a module is of the standard library or of a library that the engine touches."""
    package = name.partition(".")[0]
    return package in LIBRARIES or package in sys.stdlib_module_names


def attributes() -> dict[str, dict[str, int]]:
    """The identities of the attributes of all watched modules, and of the classes in them."""
    owners: dict[str, Any] = {}
    for name, module in list(sys.modules.items()):
        if is_watched(name) and module is not None:
            owners[name] = module
            owners |= {
                f"{name}.{key}": value
                for key, value in list(vars(module).items())
                if isinstance(value, type) and value.__module__ == name
            }
    return {
        name: {key: id(value) for key, value in vars(owner).items() if callable(value)}
        for name, owner in owners.items()
    }


def test_no_function_is_replaced_after_a_pdf_is_written(classic: Theme):
    work = book(chapter("Ink", para(running(9))))
    pdf.write(work, classic)  # the first time imports and defines more
    before = attributes()
    pdf.write(work, classic)
    after = attributes()
    changed = [
        f"{owner}.{name}"
        for owner, names in before.items()
        for name, identity in names.items()
        if after[owner].get(name) != identity
    ]
    assert changed == []
    assert weasyprint.css.Style.__setitem__ is dict.__setitem__


def test_a_replacement_is_noticed(monkeypatch: pytest.MonkeyPatch):
    """The control of the test above."""
    before = attributes()
    monkeypatch.setattr(weasyprint.layout.inline, "split_first_line", lambda *_: None)
    assert attributes() != before


def test_functions_are_replaced_in_a_session_and_restored_after_an_error():
    stock = weasyprint.layout.inline.split_first_line
    try:
        with adapter.session(), adapter.session():
            assert weasyprint.layout.inline.split_first_line is not stock
            raise KeyError  # noqa: TRY301  # the error of a session
    except KeyError:
        pass
    assert weasyprint.layout.inline.split_first_line is stock


def test_sessions_of_two_threads_run_one_after_another():
    inside, order = threading.Event(), []

    def second() -> None:
        inside.wait()
        with adapter.session():
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with adapter.session():
        inside.set()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_logging_and_the_garbage_collector_stay_as_they_are(
    classic: Theme, caplog: pytest.LogCaptureFixture
):
    logger = logging.getLogger("weasyprint")

    def state() -> tuple[Any, ...]:
        handlers = (list(logger.handlers), list(logger.filters), logger.propagate, logger.level)
        return (*handlers, gc.get_threshold(), gc.get_freeze_count(), gc.isenabled())

    before = state()
    pdf.write(book(chapter("Ink", para("Ink"))), classic)
    assert state() == before
    assert not caplog.records


def test_messages_are_collected_in_a_session_and_pass_outside(caplog: pytest.LogCaptureFixture):
    logger = logging.getLogger("weasyprint")
    with adapter.session() as session:
        logger.warning("inside")
        logger.warning("inside")
    logger.warning("outside")
    assert [each.message for each in session.diagnostics] == ["inside"]
    assert [record.getMessage() for record in caplog.records] == ["outside"]


def test_messages_do_not_depend_on_the_level_of_the_host(monkeypatch: pytest.MonkeyPatch):
    logger = logging.getLogger("weasyprint")
    monkeypatch.setattr(logger, "level", logging.CRITICAL)
    with adapter.session() as session:
        logger.warning("inside")
    assert len(session.diagnostics) == 1
    assert logger.level == logging.CRITICAL

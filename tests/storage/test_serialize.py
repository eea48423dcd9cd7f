"""Serialization keeps every value and every span, and refuses what it does not know."""

from __future__ import annotations

import importlib
import marshal
import re
from dataclasses import dataclass, field, is_dataclass, replace
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publish.config import find_workspace, open_book
from publish.diagnostics import Diagnostic, Fix, Severity
from publish.document.model import Inlines, Node, Paragraph, Role, Section, Text
from publish.document.walk import descend, rewrite
from publish.pipeline.stages import read_book
from publish.storage import serialize as serialize_module
from publish.storage.disk_cache import DiskCache
from publish.storage.serialize import deserialize, move_spans, serializable, serialize
from publish.storage.store import Store
from publish.text.source import NOWHERE, Span
from publish.writers.pdf.content.table_of_contents import TocLine
from tests.support import trees

HERE = Path(__file__).parents[2]

spans = st.one_of(
    st.builds(Span, st.sampled_from(["a.txt", "b.txt"]), st.integers(0, 2**40), st.integers(0, 9)),
    st.just(NOWHERE),
)
severities = st.sampled_from(Severity)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
diagnostics = st.builds(
    Diagnostic,
    words,
    severities,
    words,
    spans,
    st.lists(words, max_size=2).map(tuple),
    st.lists(spans, max_size=4).map(tuple),
    st.lists(st.builds(Fix, spans, words), max_size=2).map(tuple),
)
atoms = words | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.binary() | st.none()
leaves = atoms | spans | diagnostics | severities
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(words | st.integers(), inner, max_size=3)
        | st.frozensets(words, max_size=1)
    ),
    max_leaves=9,
)


def again(value: object) -> object:
    return deserialize(serialize(value))


def spans_of(value: object) -> list[tuple[Span, bool]]:
    """Every span, which equality leaves out; and whether it is the one that is nowhere."""
    return [(node.span, node.span is NOWHERE) for node in descend(value)]


def same(value: object, other: object) -> bool:
    return value == other and spans_of(value) == spans_of(other)


@given(values)
def test_a_value_stays_equal_in_type_too(value: object) -> None:
    assert repr(again(value)) == repr(value)


@given(trees.runs, st.data())
def test_nodes_keep_their_spans(runs: Inlines, data: st.DataObject) -> None:
    def somewhere(node: Node) -> Node:
        return replace(node, span=data.draw(spans))

    section = rewrite(Section(Role.CHAPTER, (), (Paragraph(runs),)), somewhere)
    assert same(again(section), section)


@given(spans)
def test_the_span_of_nowhere_stays_that_object(span: Span) -> None:
    assert (again(span) is NOWHERE) == (span is NOWHERE)
    assert [copy is NOWHERE for copy in again((span, span))] == [span is NOWHERE] * 2


@pytest.mark.parametrize("name", find_workspace(HERE).book_names())
def test_the_books_of_this_repository_stay_equal(name: str) -> None:
    read = read_book(open_book(name, find_workspace(HERE)))
    whole = (read.value.value, read.diagnostics)
    assert same(again(whole), whole)


def test_the_comparison_sees_a_span_that_moved() -> None:
    here = Text("a", span=Span("a.txt", 1, 2))
    assert not same(here, replace(here, span=Span("a.txt", 1, 3)))


def test_markup_stays_markup() -> None:
    entry = TocLine("a", Markup("<b>"), 1)
    assert type(again(entry).title) is Markup


def test_spans_of_one_file_are_small() -> None:
    also = tuple(Span("sources/a-book/a-chapter.txt", n, n + 1) for n in range(1000))
    assert len(serialize(also)) < 11_000


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no marshal at all",
        serialize(Text("words"))[:-3],
        *map(
            marshal.dumps,
            [
                (),
                1,
                (["a.class.that.is.not.registered"], [], [0]),
                (["builtins.str"], [], [0, "words"]),
                (["publish.document.model.Text"], [], [0, "words"]),
                (["publish.diagnostics.diagnostic.Severity"], [], [0, "grave"]),
                ([], [], [0, "words"]),
                ([], [], []),
                ([], [], [-4, 1, 2, 0]),
                ([], ["a.txt"], [-5, 0, 1]),
                ([], [], [-99]),
            ],
        ),
    ],
)
def test_bytes_without_a_value_are_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="no serialized value"):
        deserialize(damaged)


class Unknown(Enum):
    A = "a"


@pytest.mark.parametrize("value", [object(), Unknown.A, (1, [object()]), {"a": Path()}, {("a",)}])
def test_a_class_that_is_not_registered_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        serialize(value)


def test_keyword_only_fields_are_refused_but_for_spans() -> None:
    @serializable
    @dataclass(frozen=True)
    class Odd:
        a: int = field(kw_only=True)

    with pytest.raises(TypeError, match="keyword-only"):
        serialize(Odd(a=1))


def test_one_module_alone_reads_values_from_bytes() -> None:
    package = HERE / "publish"
    imports = re.compile(r"^\s*(?:import|from) (?:marshal|pickle|shelve|dill)\b", re.MULTILINE)
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if imports.search(path.read_text("utf-8"))
    }
    engine = "writers/pdf/engine/shortcuts"
    # Style sheets are still pickled, and selectors kept as code.
    waiting = {f"{engine}/lazy_selectors.py", f"{engine}/stylesheet_cache.py"}
    # Messages of worker processes are read by the process that started them.
    pipes = {"artifacts/worker_messages.py"}
    assert readers - waiting - pipes == {"storage/serialize.py"}


def test_moved_spans_keep_their_file_and_nowhere_stays_nowhere() -> None:
    value = (Span("a.txt", 5, 9), NOWHERE, (Span("a.txt", 7, 8), Span("a.txt", 9, 9)), "text", 5)
    moved = move_spans(value, 10)
    spans = (Span("a.txt", 17, 18), Span("a.txt", 19, 19))
    assert moved == (Span("a.txt", 15, 19), NOWHERE, spans, "text", 5)
    assert moved[1] is NOWHERE
    assert move_spans(moved, -10) == value


@pytest.mark.parametrize(
    "name",
    ["os.system", "builtins.eval", "builtins.exec", "subprocess.Popen", "pathlib._local.Path", ""],
)
def test_no_class_or_function_but_those_of_the_registry_is_called(name: str):
    data = marshal.dumps(([name], [], [0, "echo called"]), 2)
    with pytest.raises(ValueError, match="no serialized value"):
        deserialize(data)


def test_code_in_an_entry_is_never_run(tmp_path: Path):
    witness = tmp_path / "witness"
    code = compile(f"open({str(witness)!r}, 'w')", "entry", "exec")
    store = Store(tmp_path / "cache", programs="")
    for value in (code, (code,), [-2, code], [-3, ["key"], [code]], {"key": code}):
        data = marshal.dumps(([], [], value), 4)
        DiskCache(tmp_path / "cache", 2**20).put("0" * 32, data)
        for kind in (str, dict, Span):
            store.get("0" * 32, kind, remember=False)
    assert not witness.exists()


def test_all_classes_of_this_program_in_the_registry_are_plain_data():
    for module in ("publish.pipeline.incremental", "publish.writers.pdf.document"):
        importlib.import_module(module)
    for name, kind in serialize_module._registry.items():
        if name.startswith("publish."):
            assert is_dataclass(kind) or issubclass(kind, Enum | str), name

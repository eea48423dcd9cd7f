"""Broken packages: each fault is a message that names the package, and others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish import PublishError, Status, build, read
from publish.cli import main
from tests.plugins.packages import Site, forget_packages, package, recipe

TEXT = "A Title\n\nSome words of it.\n"

FAULTS_AT_IMPORT = [
    ("import nothing_of_that_name", "ModuleNotFoundError: No module named"),
    ("raise ValueError('two\\nlines')", "ValueError: two lines"),
    ("import sys; sys.exit(3)", "SystemExit: 3"),
    ("def", "SyntaxError: "),
    ("raise RecursionError", "nested too deeply"),
]

PASS = """
from dataclasses import replace
from publish.plugin_api import Collector, Diagnostic, Outcome, Pass, Paragraph, PublishError
from publish.plugin_api import Severity, Text, rewrite

def shorten(node):
    if isinstance(node, Text):
        return replace(node, text=node.text.replace("words of ", ""))
    return node

def report(work):
    place = work.body[0].span
    notice = Diagnostic("Z01", Severity.INFO, "two words are left out", place)
    return Outcome(rewrite(work, shorten), (notice,))

def print_and_report(work):
    print("in the pass")
    return report(work)

PASS = Pass("odd", {run}, after="quotes")
"""

FAULTS_OF_PASSES = [
    ("lambda work: 1 / 0", "X03", "failed: ZeroDivisionError"),
    ("lambda work: exit(1)", "X03", "failed: SystemExit"),
    ("lambda work: report(report)", "X03", "failed: AttributeError"),
    ("lambda work: PublishError()", "X03", "returned no Outcome but a `PublishError`"),
    ("lambda work: (_ for _ in ()).throw(PublishError())", "X03", "failed: PublishError"),
    ("lambda work: work", "X03", "returned no Outcome but a `Work`"),
    ("lambda work: Outcome(work.body)", "X03", "Work has type `tuple`, not `Work`"),
    ("lambda work: Outcome(work, [])", "X03", "the diagnostics are no tuple but a `list`"),
    ("lambda work: Outcome(work, ('odd',))", "X03", "Diagnostic has type `str`"),
    (
        "lambda work: Outcome(replace(work, body=list(work.body)))",
        "X03",
        "Work.body has type `list`, not `tuple`",
    ),
    (
        "lambda work: Outcome(rewrite(work, lambda n: 'odd' if isinstance(n, Text) else n))",
        "X03",
        "inlines[0] has type `str`, not `Text`, `LineBreak`",
    ),
    ("lambda work: Outcome(rewrite(work, shorten))", "X06", "loses 7 letters: “words”, “of”"),
    ("lambda work: Outcome(replace(work, body=()))", "X06", "loses 13 letters"),
    ("None", "X02", "has a `run` that is no function"),
    ("report, 'chapters'", "X02", "has a scope that is none: 'chapters'; scopes: draft, chapter"),
    ("report, collector=3", "X02", "has a `collector` that is no `Collector`"),
    ("report, collector=Collector(lambda work: 1 / 0, sum)", "X03", "ZeroDivisionError"),
    ("report, collector=Collector(len, sum)", "X03", "failed: TypeError"),
    ("report, collector=Collector(type, list)", "X03", "failed: TypeError"),
]


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert "Traceback" not in result.output
    return result


def install(site: Site, kind: str, name: str, code: str) -> None:
    """Install the package ``odd``, whose module has ``code``."""
    site.install(
        package(
            kind,
            name,
            {"passes": "odd:PASS", "readers": "odd:READER", "writers": "odd:EXPORTER"}[kind],
            code,
        )
    )
    forget_packages()


@pytest.mark.parametrize(("code", "words"), FAULTS_AT_IMPORT)
def test_a_pass_that_cannot_be_loaded_is_named(here: Site, code: str, words: str) -> None:
    install(here, "passes", "odd", code)
    with pytest.raises(PublishError) as caught:
        read(TEXT)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "X01"
    assert diagnostic.message.startswith("“odd:PASS” of odd 1.0 cannot be loaded: ")
    assert words in diagnostic.message


@pytest.mark.parametrize(("declaration", "code", "words"), FAULTS_OF_PASSES)
def test_a_pass_that_fails_is_named(here: Site, declaration: str, code: str, words: str) -> None:
    install(here, "passes", "odd", PASS.format(run=declaration))
    with pytest.raises(PublishError) as caught:
        read(TEXT)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert "the pass “odd” of odd 1.0" in diagnostic.message
    assert words in diagnostic.message


def test_a_pass_that_reports_what_it_leaves_out_may_do_so(here: Site) -> None:
    """The control of lost letters."""
    install(here, "passes", "odd", PASS.format(run="report"))
    outcome = read(TEXT)
    assert "Z01" in [each.code for each in outcome.diagnostics]
    assert "words of" not in repr(outcome.value)


def test_a_pass_that_fails_is_named_with_the_file(here: Site) -> None:
    install(here, "passes", "odd", PASS.format(run="lambda work: 1 / 0"))
    here.write("sources/book/1.txt", TEXT)
    here.write("sources/book/2.txt", TEXT)
    assert "--> sources/book/1.txt:1:1" in run("epub", "book").stderr


def test_a_pass_that_prints_leaves_the_output_of_the_command_alone(here: Site) -> None:
    install(here, "passes", "odd", "print('loading')" + PASS.format(run="print_and_report"))
    here.write("sources/a.txt", TEXT)
    result = run("check", "a", "--format", "json")
    assert json.loads(result.stdout)["summary"]["error"] == 0
    assert "loading\nin the pass\n" in result.stderr


@pytest.mark.parametrize(("code", "words"), FAULTS_AT_IMPORT)
def test_a_reader_that_cannot_be_loaded_is_named_with_its_file(
    here: Site, code: str, words: str
) -> None:
    install(here, "readers", ".odd", code)
    here.write("sources/a.odd", TEXT)
    result = run("check", "a")
    assert result.exit_code == 1
    assert "error[X01]: “odd:READER” of odd 1.0 cannot be loaded: " in result.stderr
    assert words in result.stderr
    assert "--> sources/a.odd:1:1" in result.stderr


READER = """
from publish.plugin_api import Draft, Outcome, Reader, Source

READER = Reader("odd", {declaration})
"""


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ("lambda source: exit(1)", "failed: SystemExit"),
        ("lambda source: None", "returned no Draft and no Work"),
        ("lambda source: Outcome(None)", "returned no Draft and no Work"),
        (
            "lambda source: Draft(source.file, [])",
            "Draft.chunks has type `list`",
        ),
        ("print, matches=lambda source: 1 / 0", "failed: ZeroDivisionError"),
        ("print, decode=lambda data, file: 1 / 0", "failed: ZeroDivisionError"),
        ("print, decode=lambda data, file: data", "returned no Outcome with a Source"),
        ("print, name_text=3", "has a `name_text` that is no function"),
        ("print, reads=('colour',)", "reads the setting “colour”, which does not exist"),
        ("3", "has a `read` that is no function"),
    ],
)
def test_a_reader_that_fails_is_named(here: Site, declaration: str, words: str) -> None:
    install(here, "readers", ".odd", READER.format(declaration=declaration))
    here.write("sources/a.odd", TEXT)
    result = run("check", "a")
    assert result.exit_code == 1
    assert "the reader “odd” of odd 1.0" in result.stderr
    assert words in result.stderr


SKIPPING = """
from publish.plugin_api import Draft, Reader, chunk

def read(source):
    lines = [line for line in source.lines() if line and not line.text.startswith("%")]
    return Draft(source.file, tuple(map(chunk, lines)))

READER = Reader("odd", read)
"""


def test_lines_that_a_reader_leaves_out_are_listed(here: Site) -> None:
    install(here, "readers", ".odd", SKIPPING)
    here.write("sources/a.odd", f"% one\n{TEXT}% --\n% two\n")
    result = run("check", "a")
    assert "info[X07]: the reader “odd” of odd 1.0 leaves 2 lines of the file out" in result.stderr
    assert "also at 6:1" in result.stderr


def test_books_of_other_readers_are_made(here: Site) -> None:
    install(here, "readers", ".odd", READER.format(declaration="lambda source: 1 / 0"))
    here.write("sources/a.odd", TEXT)
    here.write("sources/b.txt", TEXT)
    results = build(Path.cwd(), formats=["epub"]).value
    statuses = {each.artifact.book.name: each.status for each in results}
    assert statuses == {"a": Status.FAILED, "b": Status.MADE}


def test_commands_without_texts_work_beside_a_broken_pass(here: Site) -> None:
    install(here, "passes", "odd", "raise ValueError")
    for words in (["--help"], ["explain", "X01"], ["clean"], ["new", "folder"], []):
        assert run(*words).exit_code == 0, words


THEME = {
    "theme.toml": ("faec = 1\n", "there is no key `faec`"),
    "print.css": ("p { color }\n", "color"),
    "templates/print/title.html.j2": ("{{ nothing }}\n", "there is no “nothing”"),
    "templates/print/imprint.html.j2": ("{% if %}\n", "Expected an expression"),
}


@pytest.mark.parametrize("name", THEME)
def test_a_mistake_in_a_theme_names_the_package(here: Site, name: str) -> None:
    text, words = THEME[name]
    folder = here.install_example() / "paper"
    forget_packages()
    here.write("publish.toml", 'theme = "paper"\n')
    here.write("sources/a.txt", TEXT)
    assert run("check", "a").exit_code == 0
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + (path.read_text("utf-8") if path.exists() else ""), "utf-8")
    result = run("check", "a")
    assert words in result.stderr
    assert "this file is part of publish_example 1.2" in result.stderr


@pytest.mark.thorough
def test_a_format_whose_template_fails_names_the_package_and_others_are_made(here: Site) -> None:
    folder = here.install_example() / "paper" / "templates" / "epub"
    folder.mkdir(parents=True)
    (folder / "title.xhtml.j2").write_text("{{ 1 // 0 }}\n")
    forget_packages()
    here.write("publish.toml", 'theme = "paper"\n')
    here.write("sources/a.txt", TEXT)
    result = run("build", "a")
    assert result.exit_code == 1
    assert "made   output/a/a.pdf" in result.stdout
    assert not (here.workspace / "output/a/a.epub").exists()
    assert "templates/epub/title.xhtml.j2:1:1" in result.stderr
    assert "this file is part of publish_example 1.2" in result.stderr


@pytest.mark.thorough
def test_a_pass_that_does_not_end_is_stopped_with_its_name_in_a_hint(site: Site) -> None:
    code = PASS.format(run="endless").replace("def report", ENDLESS + "def report")
    site.install(package("passes", "odd", "odd:PASS", code))
    site.write("sources/a.txt", TEXT)
    result = site.run("check", "a", "--limit-time", "1 s")
    assert result.returncode == 1
    assert "takes more than 1 s" in result.stderr
    assert "packages that extend publish are installed: odd 1.0" in result.stderr


ENDLESS = """
def endless(work):
    while True:
        pass

"""


def test_an_internal_error_names_the_packages_that_are_installed(here: Site) -> None:
    from publish.exceptions import internal_error

    assert "extend publish" not in str(internal_error(ValueError(), "a.pdf"))
    here.install(recipe("Add a pass"))
    forget_packages()
    hints = internal_error(ValueError(), "a.pdf").hints
    assert hints[-1] == "packages that extend publish are installed: publish_ampersands 1.0"


EXPORTER = """
from publish.plugin_api import Exporter, Outcome

def pieces():
    yield b"some"
    raise ValueError("in the middle")

EXPORTER = Exporter({declaration})
"""


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ("'odd', '.odd', lambda book: 1 / 0", "failed: ZeroDivisionError"),
        ("'odd', '.odd', lambda book: exit(1)", "failed: SystemExit"),
        ("'odd', '.odd', lambda book: Outcome(pieces())", "failed: ValueError: in the middle"),
        ("'odd', '.odd', lambda book: Outcome(['text'])", "a piece is a `str`, not bytes"),
        ("'odd', '.odd', lambda book: b''", "returned no Outcome but a `bytes`"),
        ("'odd', '.odd', lambda book: Outcome(b'')", "returned no pieces of bytes but a `bytes`"),
        ("'odd', '.odd', lambda book: Outcome((), [1])", "the diagnostics are no tuple"),
        ("'even', '.odd', print", "has the name “even” in its `Exporter`"),
        ("'odd', 'odd', print", "has the extension 'odd'; one is a dot and letters"),
        ("'odd', '.epub', print", "has the extension “.epub” of a format of publish"),
        ("'odd', '.odd', 3", "has an `export` that is no function"),
        ("'odd', '.odd', print, mark='odd'", "has a `mark` that is no bytes"),
    ],
)
def test_a_writer_that_fails_is_named(here: Site, declaration: str, words: str) -> None:
    install(here, "writers", "odd", EXPORTER.format(declaration=declaration))
    here.write("sources/a.txt", TEXT)
    here.write("output/a/a.odd", "")
    result = run("export", "a", "--format", "odd")
    assert result.exit_code == 1
    assert "the writer “odd” of odd 1.0" in result.stderr
    assert words in result.stderr
    assert (here.workspace / "output/a/a.odd").read_bytes() == b"", "the last file stays"
    assert run("export", "a", "--format", "json").exit_code == 0


@pytest.mark.parametrize(("code", "words"), FAULTS_AT_IMPORT)
def test_a_writer_that_cannot_be_loaded_is_named(here: Site, code: str, words: str) -> None:
    install(here, "writers", "odd", code)
    here.write("sources/a.txt", TEXT)
    result = run("export", "a", "--format", "odd")
    assert result.exit_code == 1
    assert "error[X01]: “odd:EXPORTER” of odd 1.0 cannot be loaded: " in result.stderr
    assert words in result.stderr

"""The commands: their output, their files, their exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from publish.cli import COMMANDS, main
from publish.diagnostics.rules import RULES
from publish.text.lengths import MM

Run = Callable[..., Result]

LESSON = "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was good.[1]\n\nוְהָאוֹר טוֹב.\n\nThat is all.\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(LESSON, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
    assert f"\n    publish {command}" in result.stdout


def test_help_names_every_command(run: Run) -> None:
    assert all(f"  {command} " in run("--help").stdout for command in COMMANDS)


@pytest.mark.usefixtures("workspace")
class TestCheck:
    def test_a_text_with_warnings_passes(self, run: Run) -> None:
        result = run("check", "lesson")
        assert result.exit_code == 0
        assert "warning[N01]" in result.stderr
        assert "sources/lesson.txt:5:20" in result.stderr

    def test_strict_fails_on_warnings(self, run: Run) -> None:
        assert run("check", "lesson", "--strict").exit_code == 1

    def test_json_has_places_and_counts(self, run: Run) -> None:
        report = json.loads(run("check", "lesson", "--format", "json").stdout)
        (warning,) = [d for d in report["diagnostics"] if d["severity"] == "warning"]
        assert (warning["code"], warning["line"], warning["column"]) == ("N01", 5, 20)
        assert (warning["end_line"], warning["end_column"]) == (5, 23)
        assert warning["file"] == "sources/lesson.txt"
        assert warning["hints"]
        assert report["summary"]["warning"] == 1
        assert report["summary"]["error"] == 0

    def test_github_annotates_lines(self, run: Run) -> None:
        output = run("check", "lesson", "--format", "github").stdout
        assert "::warning file=sources/lesson.txt,line=5,endLine=5,col=20::N01 " in output

    def test_a_book_that_cannot_be_read_does_not_hide_the_others(self, run: Run) -> None:
        Path("sources/broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
        result = run("check")
        assert result.exit_code == 1
        assert "error[F03]" in result.stderr
        assert "warning[N01]" in result.stderr

    def test_hebrew_is_quoted_between_isolates(self, run: Run) -> None:
        Path("sources/a.txt").write_text("שלום\u202e עולם וכל אשר בו.\n", encoding="utf-8")
        error = run("check", "a").stderr
        assert "U+202E RIGHT-TO-LEFT OVERRIDE dropped" in error
        assert "\u2068שלום" in error


@pytest.mark.usefixtures("workspace")
class TestShow:
    def test_a_tree_names_nodes_and_lines(self, run: Run) -> None:
        output = run("show", "lesson").stdout
        assert "Segment" in output
        assert "    3        Passage he" in output

    def test_json_gives_each_node_its_type_and_span(self, run: Run) -> None:
        work = json.loads(run("show", "lesson", "--format", "json").stdout)
        segment = work["body"][0]["children"][0]
        assert segment["type"] == "Segment"
        assert segment["original"]["span"] == {
            "file": "sources/lesson.txt",
            "line": 3,
            "column": 1,
            "end_line": 3,
            "end_column": 13,
        }

    def test_each_stage_can_be_shown(self, run: Run) -> None:
        assert "latin: " in run("show", "lesson", "--after", "read").stdout
        assert "translation 1: " in run("show", "lesson", "--after", "shape").stdout
        assert "calls 1" in run("show", "lesson", "--after", "notes").stdout
        assert "Segment" in run("show", "lesson", "--after", "assemble").stdout


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
def test_an_unknown_profile_of_settings_is_an_error_at_its_line(run: Run) -> None:
    Path("sources/lesson.toml").write_text('profiles = ["screen", "ofset"]\n')
    result = run("pdf", "lesson")
    assert result.exit_code == 1
    assert "error[S08]: there is no profile “ofset”" in result.stderr
    assert "lesson.toml:1:1" in result.stderr
    assert "did you mean “offset”?" in result.stderr
    assert not Path("output/lesson/lesson.pdf").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
class TestProfiles:
    def test_an_accessible_pdf_lies_beside_the_other(self, run: Run) -> None:
        result = run("pdf", "lesson", "--profile", "accessible")
        assert result.exit_code == 0, result.stderr
        assert [path.name for path in Path("output/lesson").iterdir()] == ["lesson.accessible.pdf"]

    def test_a_book_may_ask_for_both(self, run: Run) -> None:
        Path("sources/lesson.toml").write_text('profiles = ["accessible", "screen"]\n')
        assert run("pdf", "lesson").exit_code == 0
        names = {path.name for path in Path("output/lesson").iterdir()}
        assert names == {"lesson.pdf", "lesson.accessible.pdf"}
        assert "made" not in run("pdf", "lesson").stdout

    def test_a_destination_holds_the_profile_of_the_last_build(self, run: Run) -> None:
        run("pdf", "lesson", "-o", "a.pdf")
        plain = Path("a.pdf").read_bytes()
        assert "made" in run("pdf", "lesson", "-o", "a.pdf", "--profile", "accessible").stdout
        assert Path("a.pdf").read_bytes() != plain


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
class TestPrinters:
    def test_a_printer_has_a_file_of_its_own(self, run: Run) -> None:
        write_printer('base = "offset"\n')
        result = run("pdf", "lesson", "--profile", "haifa")
        assert result.exit_code == 0, result.stderr
        assert [path.name for path in Path("output/lesson").iterdir()] == ["lesson.haifa.pdf"]

    def test_a_printer_may_cut_another_size_than_the_book_has(self, run: Run) -> None:
        write_printer('trim = { width = "140mm", height = "200mm" }\n')
        assert run("pdf", "lesson", "--profile", "haifa").exit_code == 0
        with pikepdf.open("output/lesson/lesson.haifa.pdf") as pdf:
            left, low, right, high = map(float, pdf.pages[0].trimbox)
        assert (right - left, high - low) == pytest.approx((140 * MM, 200 * MM), abs=0.01)

    def test_a_file_is_made_again_for_other_values_of_its_printer_alone(self, run: Run) -> None:
        Path("sources/lesson.toml").write_text('profiles = ["screen", "haifa"]\n')
        write_printer('base = "press"\n')
        run("pdf", "lesson")
        write_printer('base = "press"\ngutter = "25mm"\n')
        result = run("pdf", "lesson")
        assert "fresh  output/lesson/lesson.pdf" in result.stdout
        assert "made   output/lesson/lesson.haifa.pdf" in result.stdout
        assert "the inner margin is 25.6 mm for “haifa”, instead of 19 mm" in result.stdout

    def test_the_bytes_of_an_icc_profile_count(self, run: Run) -> None:
        icc = files("publish.writers.pdf.press") / "profiles" / "FOGRA39L_coated.icc"
        Path("own.icc").write_bytes(icc.read_bytes())
        write_printer('condition = { identifier = "FOGRA39", icc = "own.icc" }\n')
        assert "made" in run("pdf", "lesson", "--profile", "haifa").stdout
        assert "fresh" in run("pdf", "lesson", "--profile", "haifa").stdout
        Path("own.icc").write_bytes(icc.read_bytes() + b"\0")
        assert "fresh" not in run("pdf", "lesson", "--profile", "haifa").stdout


def write_printer(keys: str) -> None:
    Path("publish.toml").write_text(f"[printers.haifa]\n{keys}", "utf-8")


class TestExplain:
    def test_every_rule_has_a_reason_and_advice(self, run: Run) -> None:
        for code in RULES:
            result = run("explain", code)
            assert result.exit_code == 0
            assert "What to do: " in result.stdout

    def test_an_example_shows_invisible_characters_and_the_setting(self, run: Run) -> None:
        assert "    The light⟨U+200B⟩house stood." in run("explain", "T02").stdout
        quotes = run("explain", "[q01]").stdout
        assert "The book prints:\n    He said, “Let there be light.”" in quotes
        assert '    typography = "as-given"' in quotes
        assert 'ignore = ["Q01"]' in quotes

    def test_without_a_code_it_lists_a_sentence_for_each(self, run: Run) -> None:
        lines = run("explain").stdout.splitlines()
        listed = {line.split()[0]: line for line in lines if line.startswith("  ")}
        assert set(listed) == set(RULES)
        assert all(rule.summary and rule.summary in listed[code] for code, rule in RULES.items())

    def test_a_code_may_be_copied_with_its_severity(self, run: Run) -> None:
        expected = run("explain", "N01").stdout
        for copied in ("warning[N01]", "[n01]", "N01:", "warning[N01]: 3 notes are called"):
            assert run("explain", copied).stdout == expected

    def test_a_setting_is_explained_by_its_key(self, run: Run) -> None:
        result = run("explain", "binding").stdout
        assert "Value: one of left, right." in result
        assert 'binding = "right"' in result

    def test_editions_and_their_settings_are_explained(self, run: Run) -> None:
        for name in ("edition", "editions", "facing", "edition.facing"):
            assert "two columns of a page" in run("explain", name).stdout
        for key in ("numbers", "edition.numbers"):
            assert "Value: one of margin, none." in run("explain", key).stdout
        assert "did you mean “spreads”?" in run("explain", "spread").stderr

    def test_an_unknown_code_is_wrong_usage(self, run: Run) -> None:
        result = run("explain", "Y99")
        assert result.exit_code == 2
        assert "no message has the code Y99" in result.stderr

    def test_a_code_of_a_package_is_told_apart(self, run: Run) -> None:
        assert "Z99 is a code of a package" in run("explain", "Z99").stderr


class TestNew:
    def test_a_new_workspace_checks_clean(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert run("new", str(tmp_path / "books")).exit_code == 0
        monkeypatch.chdir(tmp_path / "books")
        result = run("check", "--strict")
        assert result.exit_code == 0, result.stderr

    def test_a_folder_with_files_is_not_overwritten(self, run: Run, workspace: Path) -> None:
        before = sorted(workspace.rglob("*"))
        result = run("new", str(workspace))
        assert result.exit_code == 2
        assert "not empty" in result.stderr
        assert sorted(workspace.rglob("*")) == before


@pytest.mark.usefixtures("workspace")
class TestMistakes:
    """Mistakes of users: a clear message, the right exit code, no traceback, no lost artifact."""

    @pytest.mark.parametrize(
        ("words", "code", "says"),
        [
            (["pdf", "nothing"], 1, "there is no book or file “nothing”"),
            (["pdf", "lesson", "--edition", "sideways"], 2, "there is no edition “sideways”"),
            (
                ["pdf", "lesson", "--profile", "sideways"],
                2,
                "there is no profile “sideways”; profiles: screen",
            ),
            (["show", "nothing"], 1, "there is no book or file"),
            (["show", "lesson", "--after", "nonsense"], 2, "'nonsense' is not one of"),
            (["publish"], 2, "No such command"),
            (["bild", "lesson"], 2, "No such command 'bild'. Did you mean 'build'?"),
            (["pdf", "--jobs", "0"], 2, "0 is not in the range"),
        ],
    )
    def test_wrong_usage(self, words: list[str], code: int, says: str, run: Run) -> None:
        result = run(*words)
        assert result.exit_code == code
        assert says in result.stderr
        assert "Traceback" not in result.output

    @pytest.mark.parametrize(
        ("toml", "says"),
        [
            ("titel = 3\n", "lesson.toml:1:1"),
            ("\ntitle = 3\n", "lesson.toml:2:1"),
            ("title = [\n", "lesson.toml:"),
            ('editions = ["sideways"]\n', "there is no edition “sideways”"),
            ('theme = "nowhere"\n', "there is no theme “nowhere”"),
        ],
    )
    def test_wrong_settings(self, toml: str, says: str, run: Run, workspace: Path) -> None:
        good = workspace / "output" / "lesson" / "lesson.epub"
        good.parent.mkdir(parents=True)
        good.write_bytes(b"the last good book")
        (workspace / "sources" / "lesson.toml").write_text(toml)
        result = run("epub", "lesson")
        assert result.exit_code == 1
        assert says in result.stderr
        assert "Traceback" not in result.output
        assert good.read_bytes() == b"the last good book"

    @pytest.mark.parametrize(
        ("data", "code"),
        [(b"", "F02"), (b"%PDF-1.4\n\x00\x01", "F03"), (b"\xff\xfe\x00\xd8a", "F04")],
    )
    def test_files_that_are_not_texts(
        self, data: bytes, code: str, run: Run, workspace: Path
    ) -> None:
        (workspace / "sources" / "lesson.txt").write_bytes(data)
        result = run("epub", "lesson")
        assert result.exit_code == 1
        assert f"error[{code}]" in result.stderr
        assert not (workspace / "output" / "lesson").exists()

    def test_an_internal_error_is_shown_without_a_traceback(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> None:
            raise RuntimeError("the roof fell in")

        monkeypatch.setattr("publish.pipeline.stages.assemble", fails)
        result = run("show", "lesson")
        assert result.exit_code == 1
        assert "error[F30]: publish show failed with internal error " in result.stderr
        assert ": RuntimeError: the roof fell in" in result.stderr
        assert "Traceback" not in result.output
        with pytest.raises(RuntimeError):
            CliRunner().invoke(main, ["--debug", "show", "lesson"], catch_exceptions=False)


@pytest.mark.usefixtures("workspace")
def test_check_imports_no_writer() -> None:
    script = (
        "import sys; from publish.cli import main; main(['check'], standalone_mode=False);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-c", script]
    subprocess.run(command, capture_output=True, check=True)  # facts about fonts are cached
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert "publish" in loaded
    heavy = {"weasyprint", "ebooklib", "lxml", "jinja2", "pikepdf", "pypdfium2", "fontTools", "PIL"}
    assert not heavy & loaded


@pytest.mark.usefixtures("workspace")
def test_a_plain_text_is_read_without_the_readers_of_other_formats() -> None:
    script = (
        "import sys; from publish.cli import main; main(['check'], standalone_mode=False);"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert "publish.readers.text" in loaded
    others = ("html", "mail", "markdown", "office", "opendocument", "word")
    packages = tuple(f"publish.readers.{each}" for each in others)
    of_others = {name for name in loaded if name.startswith(packages)}
    # Pasted HTML has the same elements as a page.
    assert of_others <= {"publish.readers.html", "publish.readers.html.elements"}


def test_the_exit_of_the_command_collects_no_garbage() -> None:
    script = (
        "import atexit, gc, sys; from publish.__main__ import main; sys.argv[1:] = ['--version'];"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0, gc.get_count()[2])); main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.split()[-2:] == ["True", "0"]

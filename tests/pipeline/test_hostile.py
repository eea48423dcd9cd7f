"""Texts that no editor would paste on purpose: no crash, no quadratic time, a diagnostic.

Nothing is timed here; a pass that took quadratic time would not come back from these.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import main

HOSTILE = {
    "two megabytes in one line": "The word of light is good. " * 80_000,
    "a line that changes its language at every word": "אור light " * 20_000,
    "a hundred thousand numerals": " ".join(f"word{i}" for i in range(1, 100_001)),
    "a numeral at the end of each line": "\n".join(f"word.{i}" for i in range(1, 30_001)),
    "ten thousand nested brackets": "Text " + "[" * 10_000 + "x" + "]" * 10_000 + " end.",
    "nested brackets around Hebrew": "Text " + "(" * 10_000 + "אור" + ")" * 10_000 + " end.",
    "ten thousand nested quotations": "Text " + "“" * 10_000 + "x" + "”" * 10_000 + ' end "' * 9,
    "quotation marks around each word": 'Text "אור" ' * 10_000,
    "brackets that nothing closes": "Text " + "(אור [" * 20_000,
    "marks upon one letter": "א" + "\u05b8" * 50_000 + " text",
    "a hundred thousand lines": "a\n" * 100_000,
    "nothing but full stops": ". " * 100_000,
    "one long number": "1" * 200_000,
    "one long space": "a" + " " * 1_000_000 + "b",
}


def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> Result:
    (tmp_path / "a.txt").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return CliRunner().invoke(main, ["check", "a.txt", "--format", "json"])


LONG = frozenset({"a hundred thousand lines", "a numeral at the end of each line"})
THOROUGH = frozenset(
    {
        "two megabytes in one line",
        "a line that changes its language at every word",
        "a hundred thousand numerals",
        "quotation marks around each word",
    }
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            text,
            id=name,
            marks=[
                *[pytest.mark.long] * (name in LONG),
                *[pytest.mark.thorough] * (name in THOROUGH),
            ],
        )
        for name, text in HOSTILE.items()
    ],
)
def test_a_hostile_text_is_read(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = check(tmp_path, monkeypatch, text.encode())
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["diagnostics"]


def test_a_nul_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = check(tmp_path, monkeypatch, b"A text with \x00\x00\x00 in it.\n" * 9)
    assert [d["code"] for d in json.loads(result.stdout)["diagnostics"]] == ["F03"]


def test_one_stray_control_is_dropped_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "A stray character\x01 stands here. " + "And many more words, all of them seen. " * 9
    result = check(tmp_path, monkeypatch, text.encode())
    assert "T02" in [d["code"] for d in json.loads(result.stdout)["diagnostics"]]


def test_a_lone_surrogate_is_no_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = check(tmp_path, monkeypatch, b"A text with \xed\xa0\x80 in it, and more of it.")
    codes = {d["code"] for d in json.loads(result.stdout)["diagnostics"]}
    assert codes & {"F04", "F05"}


def test_an_override_is_reported_and_does_not_reach_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = check(tmp_path, monkeypatch, "The word \u202eolleh\u202c is turned.\n".encode())
    messages = [
        d["message"] for d in json.loads(result.stdout)["diagnostics"] if d["code"] == "T02"
    ]
    assert any("RIGHT-TO-LEFT OVERRIDE" in message for message in messages)
    shown = CliRunner().invoke(main, ["show", "a.txt", "--format", "json"]).stdout
    assert "olleh" in shown
    assert "\u202e" not in shown

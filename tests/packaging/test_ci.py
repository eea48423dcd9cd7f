"""The run of CI: what it fetches for the tests, so that they are not left out."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_version_of_verapdf_is_found_where_it_stands() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (name,) = re.findall(r"greenfield-apps:\$\(sed .* (\S+)\)", script)
    source = (ROOT / name).read_text("utf-8")
    assert re.search(r'^VERSION = "[\d.]+"$', source, re.MULTILINE)

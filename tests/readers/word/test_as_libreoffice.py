"""Files that LibreOffice writes from a text give the same Work as the paste.

CI has no LibreOffice, a package of 500 MB: the files of ``tests/support/word_files.py`` stand for
Word there.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from publish.readers.decode import decode as decode_text
from tests.readers.word.reading import decode, works
from tests.readers.word.test_as_paste import TEXTS

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.long, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice")]


@pytest.fixture(scope="module")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the texts as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("office")
    texts = [path for path in TEXTS if path.is_file()]
    if not texts:
        pytest.skip("the texts are not beside the project")
    for ending in ("docx",):
        command = [
            *(OFFICE or "", "--headless", f"-env:UserInstallation=file://{folder}/profile"),
            *("--infilter=Text (encoded):UTF8", "--convert-to", ending, "--outdir", folder),
            *texts,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", ["docx"])
def test_a_file_of_libreoffice_is_read_as_its_paste(office_files: Path, path: Path, ending: str):
    file = office_files / f"{path.stem}.{ending}"
    paste = decode_text(path.read_bytes(), path.name).value
    assert works(decode(file.read_bytes(), file.name)).value == works(paste).value

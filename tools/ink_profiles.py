"""Take the ICC profile of coated paper out of the Debian package that has it.

    python tools/ink_profiles.py PACKAGE

PACKAGE is ``texlive-base_*_all.deb``, as ``apt-get download texlive-base`` fetches it.
publish/writers/pdf/press/profiles/README.md has its origin, its licence and its digest.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "publish/writers/pdf/press/profiles"
INSIDE = Path("usr/share/texlive/texmf-dist/tex/generic/colorprofiles/FOGRA39L_coated.icc")


def main() -> None:
    """Write the profile of the package that the command line names."""
    package = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
        data = (Path(folder) / INSIDE).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    stated = re.search(r"`([0-9a-f]{64})`", (FOLDER / "README.md").read_text("utf-8"))
    if not stated or digest != stated[1]:
        sys.exit(f"The profile of {package.name} is another one: its SHA-256 is {digest}.")
    (FOLDER / INSIDE.name).write_bytes(data)


if __name__ == "__main__":
    main()

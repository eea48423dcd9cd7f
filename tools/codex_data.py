#!/usr/bin/env python3
"""The files ``codex.bin`` and ``english-numbers.tsv`` of ``publish/facts``, from the npm package.

``npm pack morphhb@2.0.2`` fetches the package; ``python -m tools.codex_data morphhb-2.0.2.tgz``
writes the files.  The same package gives the same bytes.  Only the words of the Westminster
Leningrad Codex are taken, which are in the public domain, and the numbers of ``VerseMap.xml``;
lemmas, morphology and notes of the Open Scriptures Hebrew Bible are left out.
"""

from __future__ import annotations

import base64
import hashlib
import io
import itertools
import struct
import sys
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from publish import facts
from publish.facts import Corpus, codex
from publish.text.dataclass import dataclass

INTEGRITY = (
    "sha512-"
    "YPg2Ld3JSZvPQZdy/gsj66qq2dWkHdJg4qXri/gYdrKsBDrqJGpHPf6VxX+avMpiIxUbCburWxJmmxwmRkjwfA=="
)
"""The digest of the package in the npm registry."""

FOLDER = Path(facts.__file__).parent
_OSIS = {"o": "http://www.bibletechnologies.net/2003/OSIS/namespace"}
_WORD, _NOTE = (f"{{{_OSIS['o']}}}{name}" for name in ("w", "note"))
_BOOKS = (
    "Gen Exod Lev Num Deut Josh Judg 1Sam 2Sam 1Kgs 2Kgs Isa Jer Ezek Hos Joel Amos Obad Jonah Mic "
    "Nah Hab Zeph Hag Zech Mal Ps Prov Job Song Ruth Lam Eccl Esth Dan Ezra Neh 1Chr 2Chr"
).split()
"""The names of the books in the package, in the order of ``tanakh.tsv``."""

_MAP_HEAD = """\
# Verses whose number in English Bibles differs from that in Jewish editions: Genesis 32:1 is 31:55
# there. Written by tools/codex_data.py from the first of the sources, which were compared:
#   1. openscriptures/morphhb 2.0.2, VerseMap.xml (King James Version, full verses)
#   2. versification-utils 0.0.1, the mapping of scheme "eng" to scheme "org": alike, but that
#      Numbers 25:19 is no verse of its own, and it has I Kings 22:43 and Psalms 13:5 as well
# book\tchapter\tfirst verse\tlast verse\tchapter in English Bibles\tfirst verse there
"""


@dataclass(frozen=True, slots=True)
class Verse:
    """The words of a verse as they are read, and as they are written."""

    read: tuple[str, ...]
    written: tuple[str, ...]


def read_verse(element: etree._Element) -> Verse:
    """Return a verse; a ketiv stands before the note with its qere, which names it."""
    read: list[str] = []
    written: list[str] = []
    for child in element:
        if child.tag == _WORD:
            word = codex.letters_and_points("".join(child.itertext()))
            read.append(word)
            written.append(word)
        elif child.tag == _NOTE and child.get("type") == "variant":
            named = len(codex.letters_of(child.findtext("o:catchWord", "", _OSIS)))
            while named > 0:
                named -= len(codex.letters_of(read.pop()))
            qere = child.iterfind("o:rdg[@type='x-qere']//o:w", _OSIS)
            read += [codex.letters_and_points("".join(word.itertext())) for word in qere]
    return Verse(tuple(filter(None, read)), tuple(filter(None, written)))


def read_verses(package: tarfile.TarFile) -> Iterator[Verse]:
    """Yield all verses, in the order of the books."""
    for name in _BOOKS:
        root = etree.fromstring(_read(package, f"{name}.xml"))
        yield from map(read_verse, root.iterfind(".//o:verse", _OSIS))


def _read(package: tarfile.TarFile, name: str) -> bytes:
    stream = package.extractfile(f"package/wlc/{name}")
    assert stream is not None
    return stream.read()


def pack(verses: Sequence[Verse]) -> bytes:
    """Return the bytes of ``codex.bin``."""
    written = [n for n, verse in enumerate(verses) if verse.written != verse.read]
    readings = [*(v.read for v in verses), *(verses[n].written for n in written)]
    forms = list(itertools.chain.from_iterable(readings))
    starts = [0, *itertools.accumulate(map(len, readings))]
    of_skeleton: dict[str, dict[str, int]] = {}
    skeletons = [codex.skeleton(codex.letters_of(form)) for form in forms]
    for form, skeleton in sorted(set(zip(forms, skeletons, strict=True))):
        own = of_skeleton.setdefault(skeleton, {})
        own[form] = len(own)
    numbers = {skeleton: n for n, skeleton in enumerate(sorted(of_skeleton))}
    words = [numbers[skeleton] for skeleton in skeletons]
    suffixes = sort_suffixes(words)
    counts = [0] * len(numbers)
    for word in words:
        counts[word] += 1
    lines = [" ".join(of_skeleton[skeleton]) for skeleton in numbers]
    sections: dict[str, Sequence[int] | str] = {
        "verse_starts": starts,
        "ketiv_verses": written,
        "words": words,
        "word_forms": [of_skeleton[s][f] for s, f in zip(skeletons, forms, strict=True)],
        "suffixes": suffixes,
        "range_starts": [0, *itertools.accumulate(counts)],
        "skeletons": "\n".join(numbers),
        "form_starts": [0, *itertools.accumulate(len(line) + 1 for line in lines)],
        "forms": "".join(f"{line} " for line in lines),
    }
    packed = [_pack_section(sections[name], kind) for name, kind in codex.SECTIONS.items()]
    head = codex.HEADER.pack(codex.MAGIC, *map(len, packed))
    return head + b"".join(data + bytes(-len(data) % 4) for data in packed)


def _pack_section(section: Sequence[int] | str, kind: str) -> bytes:
    if isinstance(section, str):
        return bytes(ord(c) - codex.SHIFT if c > "\x7f" else ord(c) for c in section)
    return struct.pack(f"<{len(section)}{kind}", *section)


def sort_suffixes(words: Sequence[int]) -> list[int]:
    """Return all places in the order of the ``DEPTH`` words from there on."""
    data = struct.pack(f">{len(words)}H", *words)
    width = 2 * codex.DEPTH
    return sorted(range(len(words)), key=lambda place: data[2 * place : 2 * place + width])


class _Run(NamedTuple):
    """Verses of a chapter, and the first of them in English Bibles."""

    book: str
    chapter: int
    first: int
    last: int
    there: int
    start: int

    def is_before(self, other: _Run) -> bool:
        """Return whether ``other`` goes on with the next verse here and there."""
        step = other.first - self.first
        return self._replace(first=other.first, start=self.start + step) == other._replace(
            last=self.last
        ) and (self.last + 1 == other.first)


def map_verses(data: bytes) -> str:
    """Return ``english-numbers.tsv``: runs of verses with another number in English Bibles."""
    names = dict(zip(_BOOKS, facts.chapters(Corpus.TANAKH), strict=True))
    runs: list[_Run] = []
    for verse in etree.fromstring(data).iterfind(".//{*}verse[@type='full']"):
        book, chapter, number = verse.get("wlc").split(".")
        _, there, place = verse.get("kjv").split(".")
        own = _Run(names[book], int(chapter), int(number), int(number), int(there), int(place))
        if runs and runs[-1].is_before(own):
            runs[-1] = runs[-1]._replace(last=own.last)
        else:
            runs.append(own)
    return _MAP_HEAD + "".join("\t".join(map(str, run)) + "\n" for run in runs)


def main() -> None:
    """Write the files; refuse a package of another digest."""
    data = Path(sys.argv[1]).read_bytes()
    digest = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"
    if digest != INTEGRITY:
        raise SystemExit(f"{sys.argv[1]} is not morphhb 2.0.2: its digest is {digest}")
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        files = {
            "english-numbers.tsv": map_verses(_read(package, "VerseMap.xml")).encode(),
            "codex.bin": pack(list(read_verses(package))),
        }
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()

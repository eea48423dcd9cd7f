"""The files of fonts, by their digests: in memory and in the store of a book."""

from __future__ import annotations

from publish.storage.file_digests import content_digest
from publish.storage.store import Store
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart

_programs: dict[str, bytes] = {}


class FontProgramLost(Exception):
    """The file of a font is neither in memory nor in the store."""


def remember_program(program: bytes) -> str:
    """Return the digest of a font's file, under which ``find_program`` finds it again."""
    name = content_digest(program)
    _programs.setdefault(name, program)
    return name


def find_program(name: str, store: Store | None) -> bytes:
    """Return the font file of that digest; raises FontProgramLost."""
    program = _programs.get(name)
    if program is None and store:
        program = store.get(_key(name, store), bytes, remember=False)
    if program is None:
        raise FontProgramLost(name)
    return program


def store_programs(part: LaidOutPart, store: Store) -> None:
    """Put the font files of a part into the store, where they are not yet."""
    for font in part.fonts.values():
        key = _key(font.program, store)
        if font.program in _programs and not store.has(key):
            store.put(key, _programs[font.program], remember=False)


def has_programs(part: LaidOutPart, store: Store | None) -> bool:
    """Return whether every font file of a part can be found."""
    return all(
        font.program in _programs or (store is not None and store.has(_key(font.program, store)))
        for font in part.fonts.values()
    )


def _key(name: str, store: Store) -> str:
    return store.portable_key("font program", name)

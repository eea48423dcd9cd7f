"""The choice of a user to share a cache: its folder and its key.

The environment or the configuration of the user names them, and no file of a workspace: a workspace
of a stranger can neither read from a cache of its own choice nor keep texts in one.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path

from publish.storage.atomic_write import write_whole
from publish.storage.private_folder import is_private, make_private
from publish.storage.shared_cache import SharedCache, read_size
from publish.storage.sharing_key import UnusableKey, read_key
from publish.storage.user_folders import config_folder
from publish.text.dataclass import dataclass

FOLDER_VARIABLE = "PUBLISH_SHARED_CACHE"
KEY_VARIABLE = "PUBLISH_SHARED_CACHE_KEY"

_FILE = "shared-cache.toml"


@dataclass(frozen=True, slots=True)
class Sharing:
    """The folder of a shared cache, and the file of its key; ``origin`` is what names them."""

    folder: str
    key: str
    origin: str


class NotShared(Exception):
    """The reason why a shared cache is not used, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def find_sharing() -> Sharing | None:
    """Return what the user shares; the environment comes before the configuration.

    An empty variable says that nothing is shared.
    """
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder is not None:
        key = os.environ.get(KEY_VARIABLE, "")
        return Sharing(folder, key, FOLDER_VARIABLE) if folder else None
    file = sharing_file()
    if file is None or not is_private(file.parent):
        return None
    try:
        table = tomllib.loads(file.read_text("utf-8", "surrogateescape"))
    except OSError:
        return None
    except ValueError:
        table = {}
    return Sharing(str(table.get("folder", "")), str(table.get("key", "")), str(file))


def sharing_file() -> Path | None:
    """Return the file of the user's configuration that names a shared cache."""
    folder = config_folder()
    return folder / _FILE if folder else None


def share(folder: Path, key: Path) -> Path | None:
    """Use a shared cache from now on; return the file that says so, or None without a place."""
    file = sharing_file()
    if file is None or not make_private(file.parent):
        return None
    lines = (f"{name} = {_quote(path)}\n" for name, path in (("folder", folder), ("key", key)))
    write_whole(file, "".join(lines).encode("utf-8", "surrogateescape"))
    return file


def _quote(path: Path) -> str:
    """Return a path as a string of TOML, which has the escapes of JSON but for halves of pairs."""
    return json.dumps(str(path), ensure_ascii=False).replace("\x7f", "\\u007f")


def stop_sharing() -> Path | None:
    """Use no shared cache from now on; return the file that said so, or None without one."""
    file = sharing_file()
    if file is None or not file.is_file():
        return None
    file.unlink()
    return file


def open_shared_cache(places: Sequence[Path] = ()) -> SharedCache | None:
    """Return the cache that the user shares, or None; raise NotShared where it cannot be used.

    Entries that name one of the ``places`` are not put there.
    """
    sharing = find_sharing()
    if sharing is None:
        return None
    folder = Path(sharing.folder)
    if not folder.is_absolute():
        raise NotShared(f"{sharing.origin} names no absolute path: {sharing.folder!r}")
    if not sharing.key:
        hint = (
            f"set {KEY_VARIABLE} to the file of the key; `publish cache --new-key FILE` makes one"
        )
        raise NotShared(f"{sharing.origin} names a shared cache, and no key", hint)
    try:
        return SharedCache(folder, read_key(Path(sharing.key)), read_size(folder), places)
    except UnusableKey as error:
        raise NotShared(str(error), error.hint) from None
    except OSError as error:
        hint = f"mount it, or make it once: publish cache --make {folder}"
        raise NotShared(f"{folder}: {error.strerror}", hint) from None


def find_fault() -> NotShared | None:
    """Return the reason why this machine cannot use the cache that its user shares now, if any."""
    try:
        cache = open_shared_cache()
    except NotShared as error:
        return error
    problem = cache.probe() if cache else None
    if cache is None or problem is None:
        return None
    return NotShared(f"{cache.folder} cannot be written: {problem.strerror or problem}")

"""Encryption of an EPUB: fonts may be obfuscated, texts may not be encrypted.

https://www.w3.org/TR/epub-33/#sec-container-metainf-encryption.xml
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from publish.diagnostics import PublishError
from publish.diagnostics.rules import ebooks as rules
from publish.readers.archives import Archive
from publish.readers.epub.xml_tree import find_all, parse_part
from publish.text.source import Span

_ENCRYPTION = "META-INF/encryption.xml"
_OBFUSCATIONS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_HINT = "ask the publisher or the author for a file without protection"


def check_protection(archive: Archive, documents: frozenset[str]) -> None:
    """Raise PublishError where a document of an EPUB is encrypted."""
    for path in _find_encrypted(archive):
        if path in documents:
            message = f"{Path(archive.file).name} is protected: “{path}” in it is encrypted (DRM)"
            raise PublishError(rules.PROTECTED.at(Span(archive.file, 0, 0), message, _HINT))


def _find_encrypted(archive: Archive) -> Iterator[str]:
    """Yield the paths of the files that are encrypted, without obfuscated fonts."""
    if _ENCRYPTION not in archive:
        return
    root = parse_part(archive.read(_ENCRYPTION), archive.file)
    for data in find_all(root, "encrypteddata"):
        methods = [
            each.attributes.get("algorithm", "") for each in find_all(data, "encryptionmethod")
        ]
        if any(method in _OBFUSCATIONS for method in methods):
            continue
        for reference in find_all(data, "cipherreference"):
            yield unquote(reference.attributes.get("uri", ""))

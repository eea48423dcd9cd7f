"""Addresses of the files of a library: relative, or below its address on the web."""

from __future__ import annotations

from urllib.parse import quote

_READABLE = "/~:@!$&'()*+,;="
"""Characters of paths that need no escape (https://www.rfc-editor.org/rfc/rfc3986#section-3.3)."""


def relative_path(target: str, page: str) -> str:
    """Return the path of ``target`` as seen from ``page``, both paths in the library.

    Hebrew letters stay readable, as the URLs of HTML allow.
    """
    # As posixpath.relpath, which asks for the current folder: a large library has 50,000 links.
    names, (*folders, _) = target.split("/"), page.split("/")
    common = 0
    while common < min(len(folders), len(names) - 1) and folders[common] == names[common]:
        common += 1
    return "../" * (len(folders) - common) + "/".join(names[common:])


def feed_address(target: str, page: str, base_url: str) -> str:
    """Return the address of ``target`` for a feed, in ASCII: absolute where a base is known."""
    if base_url:
        return base_url + quote(target, safe=_READABLE)
    return quote(relative_path(target, page), safe=_READABLE)

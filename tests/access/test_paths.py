"""A name in a text, a setting or a theme leads to files of given folders, or is refused."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from publish.access import (
    Reason,
    Refusal,
    find_file,
    find_inside,
    read_data_url,
    read_inside,
    scheme_of,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, beside another that is no part of it."""
    inside = tmp_path / "workspace"
    (inside / "texts").mkdir(parents=True)
    (inside / "a picture.png").write_bytes(b"inside")
    (tmp_path / "secret.png").write_bytes(b"outside")
    return inside


@pytest.mark.parametrize(
    "address", ["../a picture.png", "../a%20picture.png", "./../a picture.png"]
)
def test_an_address_is_relative_to_its_text(folder: Path, address: str) -> None:
    path = find_file(address, folder / "texts", (folder,))
    assert read_inside(path, (folder,)) == b"inside"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("../../secret.png", Reason.OUTSIDE),
        ("{outside}/secret.png", Reason.OUTSIDE),
        ("file:///etc/passwd", Reason.OUTSIDE),
        ("FILE:secret.png", Reason.OUTSIDE),
        ("http://example.org/a.png", Reason.NETWORK),
        ("HTTPS://example.org/a.png", Reason.NETWORK),
        ("//example.org/a.png", Reason.NETWORK),
        ("\\\\server\\share\\a.png", Reason.NETWORK),
        ("ftp://example.org/a.png", Reason.NETWORK),
        ("link.png", Reason.OUTSIDE),
        ("folder/secret.png", Reason.OUTSIDE),
        ("a\0b.png", Reason.OUTSIDE),
    ],
)
def test_an_address_that_leads_out_is_refused(folder: Path, address: str, reason: Reason) -> None:
    outside = folder.parent
    (folder / "texts" / "link.png").symlink_to(outside / "secret.png")
    (folder / "texts" / "folder").symlink_to(outside)
    with pytest.raises(Refusal) as refusal:
        find_file(address.format(outside=outside), folder / "texts", (folder,))
    assert refusal.value.reason is reason


def test_an_encoded_way_out_is_a_name_of_the_folder(folder: Path) -> None:
    path = find_file("..%2f..%2fsecret.png", folder / "texts", (folder,))
    assert path.is_relative_to(folder)
    with pytest.raises(Refusal) as refusal:
        read_inside(path, (folder,))
    assert refusal.value.reason is Reason.MISSING


def test_links_within_the_folder_are_followed(folder: Path) -> None:
    (folder / "texts" / "link.png").symlink_to(folder / "a picture.png")
    assert find_inside(folder / "texts" / "link.png", (folder,)) == folder / "a picture.png"


def test_a_folder_that_is_a_link_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert find_inside(tmp_path / "link" / "a picture.png", (tmp_path / "link",))


def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    with pytest.raises(Refusal) as refusal:
        read_inside(folder / "pipe.png", (folder,))
    assert refusal.value.reason is Reason.UNREADABLE


def test_a_file_larger_than_the_bound_is_not_read(folder: Path) -> None:
    with (folder / "large.png").open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(Refusal) as refusal:
        read_inside(folder / "large.png", (folder,))
    assert refusal.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("a.png", ""), ("C:/a.png", ""), ("data:,a", "data"), ("HTTP://a", "http"), ("a b:c", "")],
)
def test_the_scheme_of_an_address(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme


def test_a_data_url_is_its_bytes() -> None:
    encoded = base64.b64encode(b"ink").decode()
    assert read_data_url(f"data:image/png;base64,{encoded}") == b"ink"
    assert read_data_url("data:,a%20b") == b"a b"


@pytest.mark.parametrize("url", ["data:", "data:image/png;base64,a", "data:image/png;base64,!!!!"])
def test_a_damaged_data_url_is_refused(url: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_data_url(url)
    assert refusal.value.reason is Reason.UNREADABLE


def test_a_large_data_url_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        read_data_url("data:," + "a" * 1_000, most=100)
    assert refusal.value.reason is Reason.TOO_LARGE

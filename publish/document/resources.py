"""Pictures as data of a document."""

from __future__ import annotations

from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Resource:
    """The bytes of a picture, and the digest by which an ``Image`` names them."""

    digest: str
    media_type: str
    data: bytes


register_module(__name__)

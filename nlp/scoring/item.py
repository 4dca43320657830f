"""One input of a batch, before it is read: where it comes from and its bytes."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass, field
from typing import Literal

from nlp.errors import XxgkError


@dataclass(frozen=True, slots=True)
class Item:
    """A report to be scored.

    Attributes:
        name: where it stands: 'reports/a.docx', 'reports.zip!2021/a.docx', 'texts.parquet#17'. Unique in a batch.
        kind: 'file' for the bytes of a file or a text; 'parts' for paragraphs and tables as JSON.
        data: the bytes.
        external_id: the id that the row of a dataset of texts gives itself.
    """

    name: str
    kind: Literal["file", "parts"]
    data: bytes = field(repr=False)
    external_id: str | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())

    @property
    def key(self) -> str:
        """Items of one key have one analysis: the same bytes, read in the same way.

        The ending of the name takes part, since readers take it as a hint.

        >>> Item("a.txt", "file", b"").key == Item("b/c.txt", "file", b"").key != Item("a.html", "file", b"").key
        True
        """
        ending = posixpath.splitext(self.name)[1].partition("#")[0].lower()  # rows of one dataset all have the same
        return f"{self.sha256}:{self.kind}:{ending}"


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that never comes to a worker: it cannot be opened, is too large, or is an archive in an archive."""

    name: str
    error: XxgkError

    @property
    def key(self) -> str:
        """Refused in the same way next time, it need not be written again."""
        return f"refused:{self.error.code}:{self.error.what}"


def report_id(name: str) -> str:
    """The id of a report in all datasets: 16 hexadecimal digits that depend on its name alone.

    >>> report_id("reports/a.docx")
    '69d108cb9cdac777'
    """
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]

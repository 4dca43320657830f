"""How much a reader takes on before it says that the file is hostile or broken.

The defaults let every report through that a person could have written, with much room, and keep the worst file within
some seconds and some hundred megabytes. A reader that loops over input asks its `Clock` now and then.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from nlp.errors import ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file.

    Attributes:
        size: bytes of the file itself.
        zip_entries: members of a docx package.
        inflated: bytes of all members of a package together, counted while they are inflated.
        ratio: how many times its packed size a member may inflate to. Counted only from `ratio_floor` on, since a short
            run of blanks packs well in honest files too.
        ratio_floor: inflated bytes of a member from which the ratio counts.
        pages: of a pdf.
        nesting: depth of elements in XML and HTML, and of tables within tables.
        cells: table cells of the whole document; spans are clipped to their table and do not count.
        elements: tags of an html page.
        lines: of a text; reports have some thousand at most.
        characters: of text in paragraphs and cells together, whatever the format; a report has some ten thousand.
        seconds: wall-clock time for reading one file.
        convert_seconds: wall-clock time for LibreOffice to convert one file, its start included.
    """

    size: int = 64 * 1024 * 1024
    zip_entries: int = 4096
    inflated: int = 256 * 1024 * 1024
    ratio: int = 200
    ratio_floor: int = 4 * 1024 * 1024
    pages: int = 500
    nesting: int = 200
    cells: int = 200_000
    elements: int = 1_000_000
    lines: int = 100_000
    characters: int = 500_000
    seconds: float = 60.0
    convert_seconds: float = 120.0

    def clock(self, name: str) -> Clock:
        """Starts the time for one file.

        Args:
            name: the file's name, for the error.
        """
        return Clock(name, self.seconds, time.monotonic() + self.seconds)

    def check_cells(self, name: str, cells: int) -> None:
        """To be called with the number of table cells found so far.

        Raises:
            ReadError: E119 there are too many.
        """
        if cells > self.cells:
            raise ReadError("E119", name, limit=self.cells, what="table cells")


@dataclass(frozen=True, slots=True)
class Clock:
    """Says when a file's time is over; made by `Limits.clock`."""

    name: str
    seconds: float
    end: float

    def check(self) -> None:
        """To be called in loops over input.

        Raises:
            ReadError: E118 when the time is over.
        """
        if time.monotonic() > self.end:
            raise ReadError("E118", self.name, seconds=f"{self.seconds:g}")

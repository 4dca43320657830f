"""How many reports the inputs hold, where that can be told without reading them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from nlp.scoring.archives import is_archive
from nlp.scoring.inputs import paths
from nlp.scoring.places import opened
from nlp.scoring.texts import is_dataset


def count(inputs: Iterable[str | os.PathLike[str]]) -> int | None:
    """For the bar and the time left; about right is enough.

    Returns:
        The number; None where a tar archive or JSON lines, which would have to be read through, are among them.
    """
    total = 0
    for path in paths(inputs):
        try:
            if path.lower().endswith(".zip"):
                with opened(path) as file, zipfile.ZipFile(file) as archive:
                    total += sum(not member.is_dir() for member in archive.infolist())
            elif path.lower().endswith(".parquet"):
                with opened(path) as file:
                    total += pq.read_metadata(file).num_rows
            elif is_archive(path) or is_dataset(path):
                return None
            else:
                total += 1
        except (OSError, ValueError, zipfile.BadZipFile, pa.ArrowException):  # a reject, when it comes to it
            total += 1
    return total

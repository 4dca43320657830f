"""The makers of files as fixtures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from crafted_files import make_docx, make_ole2, zipped


@pytest.fixture
def docx() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture
def archive() -> Callable[[dict[str, str | bytes]], bytes]:
    return zipped


@pytest.fixture
def ole2() -> Callable[[dict[str, bytes]], bytes]:
    return make_ole2

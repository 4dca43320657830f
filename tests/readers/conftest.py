"""Files made for the readers' tests; nothing here comes from a real report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of some members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_docx(body: str, *, styles: str = "", numbering: str = "", **parts: str | bytes) -> bytes:
    """A Word document from the inside of w:body, w:styles and w:numbering; `parts` adds members (__ for /)."""
    spaces = (
        f'xmlns:w="{TRANSITIONAL}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="b" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
    }
    if numbering:
        members["word/numbering.xml"] = f"<w:numbering {spaces}>{numbering}</w:numbering>"
    members |= {key.replace("__", "/") + ".xml": part for key, part in parts.items()}
    return zipped(members)


@pytest.fixture
def docx() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture
def archive() -> Callable[[dict[str, str | bytes]], bytes]:
    return zipped

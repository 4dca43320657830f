"""Files made for the readers' tests; nothing here comes from a real report."""

from __future__ import annotations

import io
import struct
import zipfile

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


def make_ole2(streams: dict[str, bytes]) -> bytes:
    """An OLE2 container, [MS-CFB], of at most 3 streams, each of 4096 bytes or a larger multiple of 512."""
    none, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat = [table, end]
    entries = [("Root Entry", 5, none, 1, end, 0)]
    for number, (name, content) in enumerate(streams.items(), 1):
        following = number + 1 if number < len(streams) else none
        entries.append((name, 2, following, none, len(fat), len(content)))
        count = len(content) // 512
        fat += [*range(len(fat) + 1, len(fat) + count), end]
    directory = b""
    for name, kind, right, child, start, size in entries:
        label = name.encode("utf-16-le") + b"\0\0"
        directory += label.ljust(64, b"\0") + struct.pack("<HBBIII", len(label), kind, 1, none, right, child)
        directory += bytes(36) + struct.pack("<IQ", start, size)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + b"\xff" * 4 * 108
    sector = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return header + sector + directory.ljust(512, b"\0") + b"".join(streams.values())

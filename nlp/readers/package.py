"""An OOXML package (a zip of XML parts), opened with suspicion: checked first, inflated in memory and by count.

Nothing is ever written to disk, no entity is expanded, no address is fetched.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from nlp.errors import ReadError
from nlp.readers.limits import Clock, Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Documents saved as 'Strict Open XML' use other names for the same vocabulary.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
# What zipfile lets through of a damaged archive: offsets before its start, records that end too early, odd names.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, RuntimeError)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Package:
    """The parts of a package, inflated when asked for.

    Args:
        data: the bytes of the zip.
        name: the file's name, for errors.
        limits: caps on entries, inflated bytes and ratio.
        clock: the time that is left.

    Raises:
        ReadError: E110 a damaged archive, E111 one that is larger inside than allowed, E113 an encrypted one.
    """

    def __init__(self, data: bytes, name: str, limits: Limits, clock: Clock) -> None:
        self.name = name
        self._limits = limits
        self._clock = clock
        self._inflated = 0
        self._parts: dict[str, bytes] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise ReadError("E110", name, why=f"the zip archive cannot be opened ({error})") from error
        self._check_directory()

    def names(self) -> list[str]:
        """The names of all members."""
        return self._zip.namelist()

    def refuse_doctypes(self) -> None:
        """Goes through every XML part, also those that are not read afterwards.

        Raises:
            ReadError: E112 for a DOCTYPE, in UTF-8 or UTF-16; E110, E111 while inflating.
        """
        for part in self.names():
            if not part.lower().endswith((".xml", ".rels")):
                continue
            if b"<!DOCTYPE" in self.read(part).replace(b"\0", b"").upper():
                raise ReadError("E112", self.name)

    def related(self, part: str, kind: str) -> str | None:
        """The part that `part` ('' for the package itself) names as its `kind`, such as 'styles'."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        for relation in root if root is not None else ():
            if str(relation.get("Type", "")).endswith("/" + kind) and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part, None where the package has no such part.

        Raises:
            ReadError: E110 for a part that is not well-formed, E112 for a DOCTYPE, E114 for one nested too deeply.
        """
        if part not in self.names():
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(part).replace(_STRICT, _TRANSITIONAL), parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                raise ReadError("E114", self.name, limit=self._limits.nesting) from error
            raise ReadError("E110", self.name, why=f"{part} is not well-formed XML ({error.msg})") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError("E112", self.name)
        return root

    def read(self, part: str) -> bytes:
        """The inflated bytes of a part, counted while they come."""
        if part not in self._parts:
            self._parts[part] = self._inflate(self._zip.getinfo(part))
        return self._parts[part]

    def _check_directory(self) -> None:
        members = self._zip.infolist()
        limits = self._limits
        if len(members) > limits.zip_entries:
            raise ReadError("E111", self.name, why=f"{len(members)} entries, the limit is {limits.zip_entries}")
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise ReadError("E113", self.name)
        if any(member.compress_type not in _METHODS for member in members):
            raise ReadError("E110", self.name, why="a member is packed in a way that OOXML does not know")
        if len(set(self._zip.namelist())) < len(members):
            raise ReadError("E110", self.name, why="two members of the archive have the same name")
        declared = sum(member.file_size for member in members)
        if declared > limits.inflated:
            raise ReadError("E111", self.name, why=f"{declared} bytes declared, the limit is {limits.inflated}")

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        limits = self._limits
        # A member of no packed bytes that yields some is lying as well.
        ceiling = max(limits.ratio_floor, limits.ratio * member.compress_size)
        pieces: list[bytes] = []
        length = 0
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    self._clock.check()
                    length += len(piece)
                    self._inflated += len(piece)
                    if length > ceiling:
                        why = f"{member.filename} inflates more than {limits.ratio} times"
                        raise ReadError("E111", self.name, why=why)
                    if self._inflated > limits.inflated:
                        raise ReadError("E111", self.name, why=f"more than {limits.inflated} bytes inflated")
                    pieces.append(piece)
        except _DAMAGE as error:
            raise ReadError("E110", self.name, why=f"{member.filename} cannot be inflated ({error})") from error
        if length != member.file_size:
            raise ReadError("E110", self.name, why=f"{member.filename} is not as large as the archive says")
        return b"".join(pieces)

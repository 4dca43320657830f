"""Zip and tar archives, read in place: a member at a time, in memory, never unpacked to disk."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from nlp.errors import ReadError, ScoringError
from nlp.readers import Limits
from nlp.scoring.item import Item, Refused
from nlp.scoring.places import opened, size

_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_ZIP = (".zip",)
_OTHER = (".7z", ".rar", ".gz", ".bz2", ".xz")  # inside an archive they are refused as well

MEMBERS = 1_000_000  # of one archive; the directory of a zip is held in memory
_ENCRYPTED = 0x1
_UTF8 = 0x800
_CHUNK = 1 << 20
# What zipfile and tarfile let through of a damaged archive.
_DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    LookupError, RuntimeError, NotImplementedError,
)  # fmt: skip


def is_archive(path: str) -> bool:
    """Told by the ending, so that no file need be opened to tell.

    >>> is_archive("2021.ZIP"), is_archive("2021.tar.gz"), is_archive("report.docx")
    (True, True, False)
    """
    return path.lower().endswith(_ZIP + _TAR)


def members(path: str, limits: Limits) -> Iterator[Item | Refused]:
    """The files in an archive, in its own order, as 'ARCHIVE!MEMBER'; the second of one name as 'ARCHIVE#2!MEMBER'.

    Args:
        path: the archive.
        limits: `size`, `ratio` and `ratio_floor` hold for each member.

    Yields:
        Items; for a member that is refused (too large, encrypted, itself an archive) or an archive that is damaged, a
        `Refused`, after which a damaged one is left.
    """
    names: dict[str, int] = {}
    count = 0
    walk = _zip if path.lower().endswith(_ZIP) else _tar
    try:
        for member, content in walk(path, limits):
            if _is_litter(member):
                continue
            names[member] = names.get(member, 0) + 1
            count += 1
            name = f"{path}!{member}" if names[member] == 1 else f"{path}#{names[member]}!{member}"
            if count > MEMBERS:
                raise ReadError("E111", path, why=f"more than {MEMBERS} members")
            yield content.named(name) if isinstance(content, _Bad) else Item(name, "file", content)
    except ReadError as error:
        yield Refused(path, error)
    except _DAMAGE as error:
        why = (isinstance(error, OSError) and error.strerror) or f"{error}" or type(error).__name__
        yield Refused(path, ScoringError("E414", path, why=why))


class _Bad:
    """Why a member is refused."""

    def __init__(self, kind: type[ReadError | ScoringError], code: str, **details: object) -> None:
        self._kind, self._code, self._details = kind, code, details

    def named(self, name: str) -> Refused:
        return Refused(name, self._kind(self._code, name, **self._details))


def _zip(path: str, limits: Limits) -> Iterator[tuple[str, bytes | _Bad]]:
    with opened(path) as file, zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield _name(member), _zip_member(archive, member, limits)


def _name(member: zipfile.ZipInfo) -> str:
    """Without the flag for UTF-8 zipfile takes a name for IBM's code page; Chinese Windows writes GBK, a Mac UTF-8."""
    if member.flag_bits & _UTF8:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> bytes | _Bad:
    if member.flag_bits & _ENCRYPTED:
        return _Bad(ReadError, "E113")
    if (bad := _refusal(member.filename, member.file_size, limits)) is not None:
        return bad
    ceiling = max(limits.ratio_floor, limits.ratio * member.compress_size)
    pieces, length = [], 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                length += len(piece)
                if length > ceiling:
                    return _Bad(ReadError, "E111", why=f"it inflates more than {limits.ratio} times")
                pieces.append(piece)
    except _DAMAGE as error:
        return _Bad(ScoringError, "E414", why=f"this member cannot be inflated ({error})")
    return b"".join(pieces)


def _tar(path: str, limits: Limits) -> Iterator[tuple[str, bytes | _Bad]]:
    """A tar is read as a stream from its beginning to its end."""
    ceiling = max(limits.ratio_floor, limits.ratio * size(path))
    total = 0
    with opened(path) as file, tarfile.open(fileobj=file, mode="r|*") as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]  # else it keeps a record of each
            total += member.size
            if total > ceiling:  # seen before the stream inflates it
                raise ReadError("E111", path, why=f"it inflates more than {limits.ratio} times")
            if not member.isfile():
                continue
            bad = _refusal(member.name, member.size, limits)
            if bad is not None:
                yield member.name, bad
                continue
            stream = archive.extractfile(member)
            content = stream.read() if stream else b""
            if len(content) < member.size:
                raise EOFError("it ends too early")
            yield member.name, content


def _refusal(name: str, size: int, limits: Limits) -> _Bad | None:
    if name.lower().endswith(_ZIP + _TAR + _OTHER):
        return _Bad(ScoringError, "E413")
    if size > limits.size:
        return _Bad(ReadError, "E105", size=size, limit=limits.size)
    return None


def _is_litter(name: str) -> bool:
    """What a Mac or Word leaves in archives beside the files themselves."""
    return any(
        (part.startswith((".", "~$")) and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/")
    )

"""Older formats of word processors (.doc, .wps, .rtf), by way of LibreOffice where it is installed.

LibreOffice works in a private folder with a private profile, against the clock; what it leaves is read as any Word
document.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from nlp.document import Block
from nlp.errors import ReadError
from nlp.readers.docx import read_docx
from nlp.readers.limits import Limits

_RTF = b"{\\rtf"

_FOREIGN = {
    "Workbook": "an Excel workbook",
    "Book": "an Excel workbook",
    "PowerPoint Document": "a PowerPoint presentation",
}
_FIB_FLAGS = 10  # offset of the flags in a WordDocument stream, [MS-DOC] 2.5.2
_FIB_ENCRYPTED = 0x0100


def read_office(data: bytes, name: str, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a .doc, .wps or .rtf file.

    Args:
        data: the bytes of an OLE2 container or of rich text.
        name: the file's name, for errors.
        limits: caps on time and on what LibreOffice makes of the file.

    Returns:
        Blocks in reading order, and a sentence for each thing that could not be carried over.

    Raises:
        ReadError: E106 a workbook or presentation, E110 a damaged container, E113 an encrypted one, E118 too slow, E120
            LibreOffice is not installed, E121 it could not convert the file; and whatever `read_docx` raises.
    """
    ending = ".rtf" if data.startswith(_RTF) else _ending(data, name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError("E120", name, what=f"{ending} files")
    return read_docx(_convert(program, data, ending, name, limits), name, limits)


def _ending(data: bytes, name: str) -> str:
    """The ending that tells LibreOffice what an OLE2 container holds, from its streams."""
    import olefile  # only old files need it

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {entry[0] for entry in container.listdir() if entry}
            flags = container.openstream("WordDocument").read(12)[_FIB_FLAGS:] if "WordDocument" in streams else b""
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ReadError("E110", name, why=f"the OLE2 container cannot be opened ({error})") from error
    if "EncryptedPackage" in streams or int.from_bytes(flags, "little") & _FIB_ENCRYPTED:
        raise ReadError("E113", name)
    for stream, what in _FOREIGN.items():
        if stream in streams:
            raise ReadError("E106", name, what=what)
    return ".doc" if "WordDocument" in streams else ".wps"


def _convert(program: str, data: bytes, ending: str, name: str, limits: Limits) -> bytes:
    with tempfile.TemporaryDirectory(prefix="xxgk-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "report" + ending)
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        command = [program, f"-env:UserInstallation={profile}", *options, "--convert-to", "docx", "--outdir", folder]
        with subprocess.Popen(  # noqa: S603 (no shell; the only file named is our own)
            [*command, str(source)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": folder, "TMPDIR": folder},
            start_new_session=True,
        ) as process:
            try:
                process.wait(limits.convert_seconds)
            except subprocess.TimeoutExpired as error:
                raise ReadError("E118", name, seconds=f"{limits.convert_seconds:g}") from error
            finally:
                _end(process)
        target = Path(folder, "report.docx")
        if not target.is_file() or target.stat().st_size == 0:
            raise ReadError("E121", name, why=f"it left no document, exit status {process.returncode}")
        if target.stat().st_size > limits.size:
            raise ReadError("E105", name, size=target.stat().st_size, limit=limits.size)
        return target.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing of the process group outlives the conversion: soffice starts a second process of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()

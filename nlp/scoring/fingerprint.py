"""What decides the rows besides the input: code, libraries, model, configuration. One hash over all of it."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import nlp
from nlp.errors import ModelError
from nlp.readers import Limits
from nlp.resources import resource
from nlp.scoring.schema import SCHEMA

# What cannot change a row: how commands look, what pages show, how models are made, how a batch is run.
_NOT_IN_ROWS = {"cli", "reports", "corpora", "evaluation", "training", "scoring"}
_OF_SCORING = ("scorer.py", "rows.py", "schema.py", "item.py")

# Libraries whose version can change what is read or computed.
_LIBRARIES = (
    "chardet", "jieba", "lxml", "numpy", "olefile", "onnxruntime", "pdfminer.six", "pdfplumber", "pypdfium2",
    "python-docx", "rapidfuzz", "tokenizers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The parts of the hash, as the manifest records them."""

    schema: str
    version: str
    code: str
    libraries: dict[str, str]
    model: dict[str, str]
    configuration: dict[str, Any]

    @property
    def digest(self) -> str:
        """64 hexadecimal digits; two runs of one digest give the same rows for the same input."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def fingerprint(model: str, limits: Limits, form: str, analyzer: str) -> Fingerprint:
    """What the rows of a run depend on.

    Args:
        model: the tagger, as of `nlp.Analyzer`.
        limits: of the readers.
        form: of the parts.
        analyzer: as of `Scorer`.

    Raises:
        ModelError: E301 there is no such model.
    """
    libraries = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for library in _LIBRARIES:
        try:
            libraries[library] = version(library)
        except PackageNotFoundError:  # not every library is needed by every model
            continue
    configuration = {"limits": asdict(limits), "format": form, "analyzer": analyzer}
    return Fingerprint(SCHEMA, nlp.__version__, _code(), libraries, _model(model), configuration)


def differing(one: Fingerprint, other: Fingerprint) -> list[str]:
    """The parts in which two fingerprints are unlike, in words.

    >>> from dataclasses import replace
    >>> one = Fingerprint("xxgk-score/1", "0.1.0", "c0de", {"lxml": "6.0"}, {"name": "baseline"}, {})
    >>> differing(one, replace(one, code="5eed", libraries={"lxml": "5.2"}))
    ['code', 'libraries']
    """
    return [field.name for field in fields(Fingerprint) if getattr(one, field.name) != getattr(other, field.name)]


def _code() -> str:
    """A hash over the source files that take part, so that a development version is told from the next one."""
    package = Path(nlp.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package)
        if len(place.parts) == 1 or place.parts[0] not in _NOT_IN_ROWS or _is_of_scoring(place):
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(resource("corpora/lexicon.txt").read_bytes())
    return digest.hexdigest()


def _is_of_scoring(place: Path) -> bool:
    return place.parts[0] == "scoring" and place.name in _OF_SCORING


def _model(name: str) -> dict[str, str]:
    """Name, version and a hash over every file of the model's folder."""
    shipped = resource(f"models/{name}")
    folder = shipped if Path(name).name == name and shipped.is_dir() else Path(name)
    if not folder.is_dir():
        raise ModelError("E301", model=name)
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        named = {key: str(manifest[key]) for key in ("name", "version")}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelError("E302", str(folder), why="manifest.json cannot be read") from error
    return {**named, "sha256": digest.hexdigest()}

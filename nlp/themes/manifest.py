"""The manifest of a model folder: what the model is, which files belong to it, what it was measured to reach."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp.errors import ModelError

MANIFEST_FILE = "manifest.json"
MANIFEST_SCHEMA = "xxgk-model/1"


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """What the manifest in a model folder says.

    Raises:
        ModelError: E302 it cannot be read, is of another form, or lacks name, version or kind.
    """
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("E302", str(folder), why=f"{MANIFEST_FILE} cannot be read") from error
    if not isinstance(manifest, dict) or manifest.get("schema") != MANIFEST_SCHEMA:
        raise ModelError("E302", str(folder), why=f"{MANIFEST_FILE} is not of the form {MANIFEST_SCHEMA}")
    missing = [key for key in ("name", "version", "kind") if key not in manifest]
    if missing:
        raise ModelError("E302", str(folder), why=f"{MANIFEST_FILE} does not say {', '.join(missing)}")
    return manifest


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Writes the manifest of a model folder."""
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, in lower case hexadecimal: what a manifest keeps under `files`."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def checked_file(folder: Path, name: str, manifest: Mapping[str, Any]) -> bytes:
    """A file of a model, as the manifest describes it.

    Raises:
        ModelError: E302 it cannot be read, or is another one.
    """
    check_file(folder, name, manifest)
    return (folder / name).read_bytes()


def check_file(folder: Path, name: str, manifest: Mapping[str, Any]) -> None:
    """See that a file of a model is the one that the manifest describes; it is read piece by piece and not kept.

    Raises:
        ModelError: E302 it cannot be read, or is another one.
    """
    try:
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError("E302", str(folder), why=f"{name} cannot be read") from error
    files = manifest.get("files")
    if not isinstance(files, dict) or found != files.get(name):
        raise ModelError("E302", str(folder), why=f"{name} is not the file that {MANIFEST_FILE} describes")

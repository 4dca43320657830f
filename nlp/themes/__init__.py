"""Themes: what a paragraph speaks about. `load` gives a tagger; the baseline ships with the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import ModelError
from nlp.resources import resource
from nlp.themes.baseline import MANIFEST_FILE, MANIFEST_SCHEMA, load_baseline
from nlp.themes.tagger import Passage, Tag, Tagger
from nlp.themes.taxonomy import ASPECTS, THEMES

__all__ = ["ASPECTS", "THEMES", "InstalledModel", "Passage", "Tag", "Tagger", "installed", "load"]

_MODELS = "models"

_LOADERS = {"linear": load_baseline}  # a manifest's kind says how its folder is loaded


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that ships.

    Attributes:
        name, version: as in its manifest; `load(name)` loads it.
        path: its folder.
        scores: what it was measured to reach, a figure by name.
    """

    name: str
    version: str
    path: Path
    scores: Mapping[str, float]


def load(name: str = "baseline") -> Tagger:
    """A tagger, ready to be called from any thread.

    Args:
        name: a shipped model ('baseline'), or the path of a model folder.

    Raises:
        ModelError: E301 there is no such model, E302 its folder is damaged.

    >>> [tag.theme for tag in load().tag([Passage("全年新收政府信息公开申请32件，均按期答复。")])]
    ['on_request']
    """
    shipped = resource(f"{_MODELS}/{name}")
    folder = shipped if Path(name).name == name and (shipped / MANIFEST_FILE).is_file() else Path(name)
    if not name or not folder.is_dir():
        raise ModelError("E301", model=name)
    manifest = _manifest(folder)
    loader = _LOADERS.get(str(manifest.get("kind")))
    if loader is None:
        raise ModelError("E302", str(folder), why=f"its kind is not one of {', '.join(_LOADERS)}")
    return loader(folder, manifest)


def installed() -> list[InstalledModel]:
    """The models that ship, by name.

    Raises:
        ModelError: E302 a manifest is damaged.
    """
    found = []
    for path in sorted(resource(_MODELS).glob(f"*/{MANIFEST_FILE}")):
        manifest = _manifest(path.parent)
        scores = {str(score["name"]): float(score["value"]) for score in manifest.get("scores", ())}
        found.append(InstalledModel(str(manifest["name"]), str(manifest["version"]), path.parent, scores))
    return found


def _manifest(folder: Path) -> Mapping[str, Any]:
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

"""Themes: what a paragraph speaks about. `load` gives a tagger; two ship with the package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import ModelError
from nlp.resources import DEFAULT_MODEL, resource
from nlp.themes.hub import fetched, is_hub_id
from nlp.themes.manifest import MANIFEST_FILE, read_manifest
from nlp.themes.tagger import Passage, Tag, Tagger
from nlp.themes.taxonomy import ASPECTS, THEMES

__all__ = ["ASPECTS", "THEMES", "InstalledModel", "Passage", "Tag", "Tagger", "installed", "load"]

_MODELS = "models"


def _linear(folder: Path, manifest: Mapping[str, Any]) -> Tagger:
    from nlp.themes.baseline import load_baseline

    return load_baseline(folder, manifest)


def _encoder(folder: Path, manifest: Mapping[str, Any]) -> Tagger:
    from nlp.themes.encoder import load_encoder

    return load_encoder(folder, manifest)


# A manifest's kind says how its folder is loaded; what the other kind needs is not imported.
_LOADERS: Mapping[str, Callable[[Path, Mapping[str, Any]], Tagger]] = {"linear": _linear, "encoder": _encoder}


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


def load(name: str = DEFAULT_MODEL) -> Tagger:
    """A tagger, ready to be called from any thread.

    Args:
        name: a shipped model ('themes', 'baseline'), the path of a model folder, or the id of a model on a hub such as
            'somebody/my-themes', which is fetched once and kept in the hub's cache.

    Raises:
        ModelError: E301 there is no such model, E302 its folder is damaged, E303 the hub does not give it.

    >>> [tag.theme for tag in load().tag([Passage("全年新收政府信息公开申请32件，均按期答复。")])]
    ['on_request']
    """
    shipped = resource(f"{_MODELS}/{name}")
    folder = shipped if Path(name).name == name and (shipped / MANIFEST_FILE).is_file() else Path(name)
    if not folder.is_dir() and is_hub_id(name):
        folder = fetched(name)
    if not name or not folder.is_dir():
        raise ModelError("E301", model=name)
    manifest = read_manifest(folder)
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
        manifest = read_manifest(path.parent)
        scores = {str(score["name"]): float(score["value"]) for score in manifest.get("scores", ())}
        found.append(InstalledModel(str(manifest["name"]), str(manifest["version"]), path.parent, scores))
    return found

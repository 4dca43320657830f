"""The JSON schema of `xxgk-analysis/1`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) that `Analysis.to_dict` fulfils.

    Returns:
        A new dictionary at each call, to be given to any validator.

    >>> schema()["properties"]["schema"]
    {'const': 'xxgk-analysis/1'}
    """
    loaded: dict[str, Any] = json.loads(files("nlp").joinpath("analysis.schema.json").read_text(encoding="utf-8"))
    return loaded

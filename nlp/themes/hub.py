"""Models that lie on a hub: fetched once, then found in the cache of huggingface_hub."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.errors import ModelError
from nlp.themes.manifest import MANIFEST_FILE

_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")  # somebody/my-themes


def is_hub_id(name: str) -> bool:
    """Whether a name has the form of an owner and a model, and does not lead into a local folder.

    >>> is_hub_id("somebody/my-themes"), is_hub_id("runs/teacher/model"), is_hub_id("themes"), is_hub_id("../themes")
    (True, False, False, False)
    """
    return _ID.fullmatch(name) is not None and not Path(name).parent.is_dir()


def fetched(name: str) -> Path:
    """The folder of a model on the hub, in the cache.

    What is fetched is a model folder: the manifest, the graph or the arrays, the tokenizer. HF_ENDPOINT, HF_HOME and
    HF_HUB_OFFLINE are honoured.

    Raises:
        ModelError: E303 there is none, or the hub cannot be reached.
    """
    from huggingface_hub import snapshot_download

    kept = [MANIFEST_FILE, "*.onnx", "*.onnx.data", "*.skops", "tokenizer.json"]
    try:
        return Path(snapshot_download(name, allow_patterns=kept))
    except Exception as error:  # huggingface_hub passes on what its HTTP client raises
        raise ModelError("E303", model=name, why=" ".join(str(error).split())) from error

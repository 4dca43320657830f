"""The manifest: what went in, what it was scored with, what came out, how long it took."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from nlp.scoring.fingerprint import Fingerprint
from nlp.scoring.ledger import Ledger
from nlp.scoring.schema import DATASETS

FILE = "manifest.json"


def write_manifest(folder: Path, ledger: Ledger, print_: Fingerprint, *, complete: bool) -> None:
    """Writes manifest.json anew, whole or not at all.

    Args:
        folder: of the output.
        ledger: opened on it.
        print_: what the rows depend on.
        complete: whether every input of the last run stands in the output.
    """
    sessions = [session for session in ledger.sessions() if session["fingerprint"] == print_.digest]
    rows = ledger.rows()
    manifest = {
        **asdict(print_),
        "fingerprint": print_.digest,
        "complete": complete,
        "inputs": list(dict.fromkeys(given for session in sessions for given in session["inputs"])),
        "rows": {dataset: rows.get(dataset, 0) for dataset in DATASETS},
        "rejects": {code: n for (code, _), n in ledger.tallies("rejects").items()},
        "sessions": sessions,
    }
    replace(folder / FILE, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")


def replace(path: Path, text: str) -> None:
    """Writes a text beside and renames it, so that nobody ever reads half of it."""
    beside = path.with_name(path.name + ".writing")
    beside.write_text(text, encoding="utf-8", errors="backslashreplace")
    os.replace(beside, path)

"""What the output of a batch looks like: a dataset for each kind of row, as pyarrow schemas.

`report_id` joins them. A column never changes its meaning or type within a number of `SCHEMA`; docs/scoring.md describes
each.
"""

from __future__ import annotations

import pyarrow as pa

from nlp.themes.taxonomy import THEMES

SCHEMA = "xxgk-score/1"

_TEXTS = pa.list_(pa.string())
_SENTENCES = pa.list_(
    pa.struct([("start", pa.int32()), ("end", pa.int32()), ("theme", pa.string()), ("confidence", pa.float64())])
)

DATASETS: dict[str, pa.Schema] = {
    "reports": pa.schema(
        [
            ("report_id", pa.string()),
            ("name", pa.string()),
            ("external_id", pa.string()),
            ("sha256", pa.string()),
            ("format", pa.string()),
            ("title", pa.string()),
            ("issuer", pa.string()),
            ("year", pa.int32()),
            ("template", pa.string()),
            ("model", pa.string()),
            ("model_version", pa.string()),
            ("paragraphs", pa.int32()),
            ("claims", pa.int32()),
            ("mismatches", pa.int32()),
            ("checks_failed", pa.int32()),
            ("warnings", _TEXTS),
        ]
    ),
    "paragraphs": pa.schema(
        [
            ("report_id", pa.string()),
            ("paragraph", pa.int32()),
            ("section", _TEXTS),
            ("text", pa.string()),
            ("theme", pa.string()),
            ("aspect", pa.string()),
            ("confidence", pa.float64()),
            ("scores", pa.struct([(theme, pa.float64()) for theme in THEMES])),
            ("sentences", _SENTENCES),
            ("also", _TEXTS),
        ]
    ),
    "claims": pa.schema(
        [
            ("report_id", pa.string()),
            ("claim", pa.int32()),
            ("paragraph", pa.int32()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("text", pa.string()),
            ("value", pa.float64()),
            ("unit", pa.string()),
            ("approximate", pa.bool_()),
            ("approximation", pa.string()),
            ("kind", pa.string()),
            ("year", pa.int32()),
            ("body", pa.string()),
            ("indicator", pa.string()),
            ("verdict", pa.string()),
            ("cells", _TEXTS),
            ("expected", pa.float64()),
            ("cause", pa.string()),
            ("explanation", pa.string()),
        ]
    ),
    "checks": pa.schema(
        [
            ("report_id", pa.string()),
            ("check", pa.int32()),
            ("rule", pa.string()),
            ("scope", pa.string()),
            ("status", pa.string()),
            ("left", pa.float64()),
            ("right", pa.float64()),
            ("explanation", pa.string()),
        ]
    ),
    "cells": pa.schema(
        [
            ("report_id", pa.string()),
            ("table", pa.string()),
            ("template", pa.string()),
            ("cell", pa.string()),
            ("value", pa.float64()),
            ("state", pa.string()),
            ("inferred", pa.string()),
        ]
    ),
    "rejects": pa.schema(
        [
            ("report_id", pa.string()),
            ("name", pa.string()),
            ("external_id", pa.string()),
            ("sha256", pa.string()),
            ("code", pa.string()),
            ("what", pa.string()),
            ("advice", pa.string()),
        ]
    ),
}

"""What `xxgk compare` writes: a dataset for each kind of finding, as pyarrow schemas.

`report_id` and `other_report_id` join with the datasets of a batch.
"""

from __future__ import annotations

import pyarrow as pa

COMPARISONS: dict[str, pa.Schema] = {
    "years": pa.schema(
        [
            ("body", pa.string()),
            ("years", pa.list_(pa.int32())),
            ("reports", pa.list_(pa.string())),
            ("rule", pa.string()),
            ("scope", pa.string()),
            ("status", pa.string()),
            ("left", pa.float64()),
            ("right", pa.float64()),
            ("explanation", pa.string()),
        ]
    ),
    "reuse": pa.schema(
        [
            ("body", pa.string()),
            ("year", pa.int32()),
            ("report_id", pa.string()),
            ("paragraph", pa.int32()),
            ("grams", pa.int32()),
            ("previous", pa.float64()),
            ("earlier", pa.float64()),
        ]
    ),
    "copies": pa.schema(
        [
            ("body", pa.string()),
            ("year", pa.int32()),
            ("report_id", pa.string()),
            ("paragraph", pa.int32()),
            ("other_body", pa.string()),
            ("other_year", pa.int32()),
            ("other_report_id", pa.string()),
            ("other_paragraph", pa.int32()),
            ("shared", pa.float64()),
        ]
    ),
}

"""Many reports: from folders, archives and datasets of texts to a folder of parquet parts, resumable and exact.

`score` is `xxgk score`. Its parts are engine-neutral but for `pool` and `worker`: `inputs` gives items, a `Scorer` turns
each into rows, `Parts` and `Ledger` keep them.
"""

from __future__ import annotations

from nlp.errors import ScoringError

try:
    import pyarrow  # noqa: F401
except ImportError as error:
    raise ScoringError("E401", package="pyarrow", extra="score") from error

from nlp.scoring.across import Compared, compare
from nlp.scoring.batch import Scored, score
from nlp.scoring.limits import WorkerLimits
from nlp.scoring.progress import State

__all__ = ["Compared", "Scored", "State", "WorkerLimits", "compare", "score"]

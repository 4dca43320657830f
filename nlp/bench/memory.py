"""How much memory a process has taken."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mib() -> float:
    """The peak resident set of this process, in MiB.

    On Linux it is that of the program that runs now: what `getrusage` says there may be the parent's, from before exec.
    """
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / mib_divisor()


def mib_divisor() -> int:
    """What `ru_maxrss` is divided by for MiB: it counts KiB on Linux, bytes on macOS."""
    return 1024 if sys.platform == "linux" else 1024 * 1024

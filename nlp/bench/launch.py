"""Runs a command and prints its seconds, its peak resident set as the system counts it, and its exit code.

A script of its own, started without site packages: `wait4` tells of a process at least as much memory as its parent had
when it was started, so that parent must be a small one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time


def main() -> None:
    """The arguments are the command; what it prints is thrown away."""
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    print(seconds, usage.ru_maxrss, process.returncode)


if __name__ == "__main__":
    main()

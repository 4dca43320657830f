"""A run of the benchmark as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from nlp.bench.benchmark import Benchmark
from nlp.bench.ratios import Ratio


def bench_markdown(found: Benchmark, command: str) -> str:
    """The sheet.

    Args:
        found: the run.
        command: that made it, as a reader would type it.
    """
    return "\n".join(_lines(found, command)) + "\n"


def _lines(found: Benchmark, command: str) -> Iterator[str]:
    machine, first = found.machine, found.timings[0].name
    packages = ", ".join(f"{name} {version}" for name, version in machine.packages.items())
    tenth, half, nine, longest = found.characters
    yield from ("# Taggers: speed, memory, cold start", "", f"    {command}", "")
    yield f"{machine.date}, Python {machine.python}, {machine.system}, {machine.processor}, {machine.cpus} CPUs, load average"
    yield f"{machine.load} before the first round; {packages}."
    yield ""
    yield f"{found.paragraphs} paragraphs, with their sentences {found.texts} texts, {'under their headings' if found.headings else 'without headings'}. Of a text: a tenth"
    yield f"up to {tenth} characters, half up to {half}, nine tenths up to {nine}, the longest {longest}."
    yield f"{len(found.timings[0].seconds)} rounds in shuffled order, after one that does not count; each in a process of its own, one at a time."
    yield "Medians; in brackets the 95 % interval over rounds."
    yield ""
    yield f"| | texts a second | slowest to fastest | {first} is … times as fast | peak memory, MiB | seconds to load |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for timing, faster in zip(found.timings, found.faster, strict=True):
        rates = sorted(found.texts / seconds for seconds in timing.seconds)
        spread = f"{_rate(rates[0])} to {_rate(rates[-1])}"
        cells = (_rate(median(rates)), spread, _ratio(faster), f"{timing.mib:.0f}", f"{timing.ready:.2f}")
        yield f"| {timing.name} | {' | '.join(cells)} |"
    if found.cold:
        yield from ("", "## Cold start", "", f"Whole processes; medians of {len(found.cold[0].seconds)} runs by turns.", "")
        yield "| | seconds | fastest to slowest | times as long as the last line | peak memory, MiB |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for number, one in enumerate(found.cold):
            ratio = _ratio(found.slower[number]) if number < len(found.slower) else ""
            spread = f"{min(one.seconds):.2f} to {max(one.seconds):.2f}"
            yield f"| {one.name} | {median(one.seconds):.2f} | {spread} | {ratio} | {median(one.mib):.0f} |"


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"


def _ratio(ratio: Ratio) -> str:
    return f"{ratio.value:.2f}" if ratio.low is None else f"{ratio.value:.2f} [{ratio.low:.2f}, {ratio.high:.2f}]"

"""Parts: files of many reports' rows, written beside, renamed, then entered in the ledger.

    tables of reports → PART files beside → rename → ledger's transaction → what they replace is deleted

Killed at any point, the ledger says what counts; `Parts` clears away the rest when it is opened again.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from nlp.errors import ScoringError
from nlp.scoring.formats import Format
from nlp.scoring.ledger import Entry, Ledger, PartFile
from nlp.scoring.rows import Tables
from nlp.scoring.schema import DATASETS

_BESIDE = ".writing"
_OURS = re.compile(r"part-\d{6}(-without-\d{6})?\.(parquet|jsonl|csv)(\.writing)?")  # nothing else is ever deleted


class Parts:
    """The output folder's datasets. The only one that writes into them.

    Args:
        folder: the output folder.
        ledger: opened on it.
        form: of the files.

    Raises:
        ScoringError: E403 the folder cannot be written, or holds parts of a ledger that is gone.
    """

    def __init__(self, folder: Path, ledger: Ledger, form: Format) -> None:
        self._folder, self._ledger, self._form = folder, ledger, form
        try:
            for dataset in DATASETS:
                (folder / dataset).mkdir(exist_ok=True)
            if ledger.get("begun") is None:
                if any(self._on_disk()):
                    raise ScoringError("E403", str(folder), why="it holds parts, but no ledger that says what they are")
                ledger.put("begun", "yes")
            self._move_what_is_superseded()
            self._clear()
            if {file.dataset for file in ledger.files()} != set(DATASETS):
                # every dataset can be opened, even one that never gets a row
                empty = {name: schema.empty_table() for name, schema in DATASETS.items()}
                self._commit(self.next_part, empty, [], keep_empty=True)
        except OSError as error:
            raise _unusable(folder, error) from error

    def write(self, reports: Iterable[tuple[Entry, Tables]]) -> None:
        """A part of these reports; reports of the same names in earlier parts are replaced.

        Args:
            reports: with entries of part `next_part`.

        Raises:
            ScoringError: E403 the folder cannot be written.
        """
        pairs = list(reports)
        if not pairs:
            return
        together = {
            name: pa.concat_tables([tables[name] for _, tables in pairs if len(tables[name])] or [schema.empty_table()])
            for name, schema in DATASETS.items()
        }
        try:
            self._commit(self.next_part, together, [entry for entry, _ in pairs])
        except OSError as error:
            raise _unusable(self._folder, error) from error

    @property
    def next_part(self) -> int:
        """The number of the part that is written next."""
        return self._ledger.next_part()

    def read(self, entry: Entry) -> Tables:
        """The rows of one report, from its part."""
        found = {name: schema.empty_table() for name, schema in DATASETS.items()}
        for file in self._ledger.files(entry.part):
            if entry.code is None or file.dataset == "rejects":
                table = self._read(file)
                found[file.dataset] = table.filter(pc.equal(table["report_id"], entry.report_id))
        return found

    def _commit(self, part: int, tables: Tables, entries: list[Entry], keep_empty: bool = False) -> None:
        files = self._write_files(part, tables, "", keep_empty)
        replaced = self._without({entry.report_id for entry in entries}, entries)
        with self._ledger.transaction():
            for number, (kept, counts, _) in replaced.items():
                self._ledger.set_files(number, kept, counts)
            self._ledger.add(part, files, entries, tally(tables))
        for _, _, gone in replaced.values():
            for file in gone:
                (self._folder / file).unlink(missing_ok=True)

    def _without(
        self, ids: set[str], entries: list[Entry]
    ) -> dict[int, tuple[list[PartFile], Counter[tuple[str, str, str]], list[str]]]:
        """Earlier parts that hold some of these reports, written anew without them: new files, tallies, old files."""
        earlier = (self._ledger.entry(entry.name) for entry in entries)
        numbers = sorted({entry.part for entry in earlier if entry is not None})
        changed = {}
        for number in numbers:
            old = self._ledger.files(number)
            tables = {name: schema.empty_table() for name, schema in DATASETS.items()}
            for file in old:
                table = self._read(file)
                tables[file.dataset] = table.filter(pc.invert(pc.is_in(table["report_id"], pa.array(sorted(ids)))))
            new = self._write_files(number, tables, f"-without-{self._ledger.next_part():06d}", keep_empty=False)
            changed[number] = (new, tally(tables), [file.file for file in old])
        return changed

    def _write_files(self, part: int, tables: Tables, suffix: str, keep_empty: bool) -> list[PartFile]:
        files = []
        for dataset, table in tables.items():
            if not len(table) and not keep_empty:
                continue
            file = f"{dataset}/part-{part:06d}{suffix}{self._form.ending}"
            beside = self._folder / (file + _BESIDE)
            self._form.write(table, beside)
            _to_disk(beside)
            os.replace(beside, self._folder / file)
            files.append(PartFile(dataset, part, file, len(table)))
        return files

    def _read(self, file: PartFile) -> pa.Table:
        return self._form.read(self._folder / file.file, DATASETS[file.dataset])

    def _move_what_is_superseded(self) -> None:
        for file, target in self._ledger.leaving():
            if (self._folder / file).exists():
                (self._folder / target).parent.mkdir(parents=True, exist_ok=True)
                os.replace(self._folder / file, self._folder / target)
        self._ledger.left()

    def _clear(self) -> None:
        """Leftovers of a killed run go; a part that someone has deleted a file of is forgotten and scored again."""
        broken = {file.part for file in self._ledger.files() if not (self._folder / file.file).is_file()}
        with self._ledger.transaction():
            for part in broken:
                self._ledger.forget(part)
        known = {file.file for file in self._ledger.files()}
        for path in list(self._on_disk()):
            if f"{path.parent.name}/{path.name}" not in known:
                path.unlink()

    def _on_disk(self) -> Iterator[Path]:
        """Every file that is a part by its name."""
        for dataset in DATASETS:
            yield from (path for path in (self._folder / dataset).iterdir() if _OURS.fullmatch(path.name))


def tally(tables: Tables) -> Counter[tuple[str, str, str]]:
    """What the summary counts, over the rows of a part: (kind, a, b) → how many."""
    counts: Counter[tuple[str, str, str]] = Counter()
    years: dict[str, str] = {}
    for row in tables["reports"].select(["report_id", "year", "template", "format"]).to_pylist():
        years[row["report_id"]] = "" if row["year"] is None else str(row["year"])
        counts["reports", years[row["report_id"]], row["template"]] += 1
        counts["formats", row["format"], ""] += 1
    for row in tables["paragraphs"].select(["report_id", "theme"]).to_pylist():
        counts["themes", years[row["report_id"]], row["theme"]] += 1
    for row in tables["claims"].select(["kind", "verdict"]).to_pylist():
        counts["verdicts", row["kind"], row["verdict"]] += 1
    for row in tables["checks"].select(["rule", "status"]).to_pylist():
        counts["checks", row["rule"], row["status"]] += 1
    for row in tables["rejects"].select(["code"]).to_pylist():
        counts["rejects", row["code"], ""] += 1
    return counts


def _to_disk(path: Path) -> None:
    """The ledger must not know a part whose bytes a power failure can still lose."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _unusable(folder: Path, error: OSError) -> ScoringError:
    return ScoringError("E403", str(folder), why=error.strerror or str(error))

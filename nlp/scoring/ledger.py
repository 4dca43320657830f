"""The ledger: which report stands in which part, by the hash of its bytes, under one fingerprint of the pipeline.

A part counts from the moment that the ledger's transaction is committed; whatever lies beside it is a leftover of a run
that was killed and is deleted. The ledger is locked while a run is on.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import ScoringError

FILE = "ledger.sqlite"

_FORM = """
create table if not exists meta (key text primary key, value text not null) without rowid;
create table if not exists reports (
    name text primary key, key text not null, report_id text not null, part integer not null, code text
) without rowid;
create index if not exists reports_by_key on reports (key);
create index if not exists reports_by_part on reports (part);
create table if not exists files (
    dataset text not null, part integer not null, file text not null, rows integer not null, primary key (dataset, part)
) without rowid;
create table if not exists leaving (file text primary key, target text not null) without rowid;
create table if not exists tallies (part integer not null, kind text not null, a text not null, b text not null, n integer not null);
create index if not exists tallies_by_part on tallies (part);
create table if not exists sessions (id integer primary key, record text not null);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that stands in the output. `code` is that of its reject, None where it was analysed."""

    name: str
    key: str
    report_id: str
    part: int
    code: str | None


@dataclass(frozen=True, slots=True)
class PartFile:
    """One file of a part, its path relative to the output folder."""

    dataset: str
    part: int
    file: str
    rows: int


class Ledger:
    """Opened for one run and closed at its end.

    Args:
        folder: the output folder, which exists.

    Raises:
        ScoringError: E403 the ledger cannot be opened, E404 another run has it.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._db = sqlite3.connect(folder / FILE, timeout=1.0, isolation_level=None)
            self._db.execute("pragma locking_mode = exclusive")  # until it is closed, or its process has died
            self._db.execute("begin exclusive")
            self._db.execute("commit")
            self._db.executescript(_FORM)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise ScoringError("E404", str(folder)) from error
            raise ScoringError("E403", str(folder), why=f"{FILE}: {error}") from error
        except sqlite3.DatabaseError as error:
            raise ScoringError("E403", str(folder), why=f"{FILE}: {error}") from error

    def close(self) -> None:
        """Gives the folder free."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done within, or nothing of it."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def get(self, key: str) -> str | None:
        """A note by its key."""
        row = self._db.execute("select value from meta where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Keep a note."""
        self._db.execute("insert or replace into meta values (?, ?)", (key, value))

    def entry(self, name: str) -> Entry | None:
        """The report of a name."""
        return self._one("select name, key, report_id, part, code from reports where name = ?", name)

    def with_key(self, key: str) -> Entry | None:
        """Some report of these bytes, one that was analysed if there is one."""
        return self._one("select name, key, report_id, part, code from reports where key = ? order by code limit 1", key)

    def _one(self, query: str, value: str) -> Entry | None:
        row = self._db.execute(query, (_text(value),)).fetchone()
        return None if row is None else Entry(*row)

    def next_part(self) -> int:
        """A number that no part of this ledger has had."""
        return int(self.get("next_part") or 0)

    def files(self, part: int | None = None) -> list[PartFile]:
        """The files that count, of one part or of all, in order."""
        query = "select dataset, part, file, rows from files {} order by dataset, part"
        if part is None:
            return [PartFile(*row) for row in self._db.execute(query.format(""))]
        return [PartFile(*row) for row in self._db.execute(query.format("where part = ?"), (part,))]

    def add(self, part: int, files: Iterable[PartFile], entries: Iterable[Entry], tallies: Counter[tuple[str, str, str]]) -> None:
        """A new part. Within a transaction."""
        self.set_files(part, files, tallies)
        self._db.executemany(
            "insert or replace into reports values (?, ?, ?, ?, ?)",
            [(_text(e.name), e.key, e.report_id, e.part, e.code) for e in entries],
        )
        self.put("next_part", str(max(part + 1, self.next_part())))

    def set_files(self, part: int, files: Iterable[PartFile], tallies: Counter[tuple[str, str, str]]) -> None:
        """What a part consists of from now on. Within a transaction."""
        self._db.execute("delete from files where part = ?", (part,))
        self._db.execute("delete from tallies where part = ?", (part,))
        self._db.executemany("insert into files values (?, ?, ?, ?)", [(f.dataset, f.part, f.file, f.rows) for f in files])
        self._db.executemany("insert into tallies values (?, ?, ?, ?, ?)", [(part, *names, n) for names, n in tallies.items()])

    def forget(self, part: int) -> None:
        """A part whose files are gone: its reports are to be scored again. Within a transaction."""
        self.set_files(part, (), Counter())
        self._db.execute("delete from reports where part = ?", (part,))

    def supersede(self, folder: str, others: Iterable[str]) -> None:
        """Everything that counts is to move into a folder, with other files, and nothing counts any more. Within a transaction."""
        files = [*(file.file for file in self.files()), *others]
        self._db.executemany("insert or replace into leaving values (?, ?)", [(f, f"{folder}/{f}") for f in files])
        for table in ("files", "tallies", "reports"):
            self._db.execute(f"delete from {table}")  # noqa: S608  names of our own

    def leaving(self) -> list[tuple[str, str]]:
        """Files that are still to move, from and to."""
        return [(str(a), str(b)) for a, b in self._db.execute("select file, target from leaving order by file")]

    def left(self) -> None:
        """All that was to move has moved."""
        self._db.execute("delete from leaving")

    def tallies(self, kind: str) -> dict[tuple[str, str], int]:
        """Counts over all parts, by what `kind` counts."""
        query = "select a, b, sum(n) from tallies where kind = ? group by a, b order by a, b"
        return {(str(a), str(b)): int(n) for a, b, n in self._db.execute(query, (kind,))}

    def rows(self) -> dict[str, int]:
        """The rows of each dataset."""
        query = "select dataset, sum(rows) from files group by dataset"
        return {str(dataset): int(n) for dataset, n in self._db.execute(query)}

    def begin_session(self, record: dict[str, Any]) -> int:
        """A run begins; its number."""
        return int(self._db.execute("insert into sessions (record) values (?)", (json.dumps(record),)).lastrowid or 0)

    def end_session(self, number: int, record: dict[str, Any]) -> None:
        """What is known of a run at its end."""
        self._db.execute("update sessions set record = ? where id = ?", (json.dumps(record), number))

    def sessions(self) -> list[dict[str, Any]]:
        """All runs on this folder, first to last; of one that was killed only its beginning."""
        return [json.loads(row[0]) for row in self._db.execute("select record from sessions order by id")]


def _text(value: str) -> str:
    """File names that are not UTF-8 cannot be stored as they are."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8")

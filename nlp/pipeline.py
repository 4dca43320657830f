"""From a report to its analysis, in one direction.

    bytes → Document → Report → themes, claims, tables → reconciliation → Analysis
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from nlp.analysis import Analysis, Paragraph, ReportFacts, Sentence, Source
from nlp.claims import find_claims
from nlp.document import Block, Cell, Document, TableBlock, TextBlock
from nlp.errors import StructureError
from nlp.readers import Limits, read
from nlp.reconcile import reconcile
from nlp.segment import Report, segment
from nlp.tables import bind, check_identities
from nlp.themes import Passage, Tag, Tagger, load

_DEFAULT_MODEL = "baseline"


class Analyzer:
    """Reads, tags and reconciles reports. Loaded once, called often, safe to share between threads.

    Args:
        model: the name of a tagger that is installed (`xxgk models`), or the path of a model folder.
        limits: what a reader takes on at most.

    Raises:
        ModelError: no such model, or it is damaged (E3xx).
    """

    def __init__(self, model: str | os.PathLike[str] = _DEFAULT_MODEL, limits: Limits | None = None) -> None:
        self._tagger: Tagger = load(os.fspath(model))
        self._limits = limits or Limits()

    def analyze(self, source: str | os.PathLike[str] | bytes, name: str | None = None) -> Analysis:
        """The analysis of a report in a file.

        Args:
            source: a path, or the file's bytes.
            name: what the file is called, for bytes; its ending is only a hint.

        Raises:
            ReadError: the bytes cannot be read (E1xx).
            StructureError: there is nothing of a report in them (E2xx).
        """
        return self.analyze_document(read(source, name, self._limits))

    def analyze_parts(
        self,
        paragraphs: Iterable[str],
        tables: Iterable[Sequence[Sequence[str]] | TableBlock] = (),
        *,
        title: str | None = None,
        name: str = "",
    ) -> Analysis:
        """The analysis of what an extractor has taken out of a report already.

        Args:
            paragraphs: the text in reading order, headings among it, a string a paragraph.
            tables: each a list of rows of cell texts (a merged cell once, blanks as ''), or a `TableBlock` where the
                spans of cells are known.
            title: the report's title, if it is not among the paragraphs.
            name: what to call the report.

        Raises:
            StructureError: the parts are of other types, or hold nothing of a report (E2xx).
        """
        texts = [title, *paragraphs] if title else list(paragraphs)
        blocks: list[Block] = [TextBlock(text) for text in (_string(text) for text in texts) if text]
        blocks += [table if isinstance(table, TableBlock) else _table(table) for table in tables]
        return self.analyze_document(Document(name, "parts", "", tuple(blocks)))

    def analyze_document(self, document: Document) -> Analysis:
        """The analysis of a document that has been read.

        Raises:
            StructureError: there is nothing of a report in it (E2xx).
        """
        report = segment(document)
        if not report.paragraphs and not report.tables:
            raise StructureError("E201", document.name)
        tables, warnings = bind(report.tables, report.template)
        reconciled = reconcile(find_claims(report), report, tables)
        return Analysis(
            source=Source(document.name, document.format, document.sha256),
            report=ReportFacts(report.title, report.issuer, report.year, report.template, dict(report.evidence)),
            model=self._tagger.info,
            paragraphs=self._themes(report),
            claims=reconciled.claims,
            tables=tuple(tables),
            checks=(*check_identities(tables), *reconciled.checks),
            warnings=(*document.warnings, *report.warnings, *warnings),
        )

    def tag(self, texts: Iterable[str]) -> list[Tag]:
        """A theme for each text, without any heading or neighbour to go by."""
        return self._tagger.tag([Passage(text) for text in texts])

    def _themes(self, report: Report) -> tuple[Paragraph, ...]:
        """Paragraphs and their sentences are tagged in one pass."""
        passages = []
        for paragraph in report.paragraphs:
            passages.append(Passage(paragraph.text, paragraph.section))
            passages += [Passage(span.of(paragraph.text), paragraph.section) for span in paragraph.sentences]
        tags = iter(self._tagger.tag(passages))
        return tuple(
            _tagged(paragraph.id, paragraph.section, paragraph.text, next(tags), [
                Sentence(span.start, span.end, tag.theme, tag.confidence)
                for span, tag in zip(paragraph.sentences, tags, strict=False)
            ])
            for paragraph in report.paragraphs
        )


def analyze(
    source: str | os.PathLike[str] | bytes, name: str | None = None, *, model: str | os.PathLike[str] = _DEFAULT_MODEL
) -> Analysis:
    """The analysis of one report; see `Analyzer.analyze`. For many, make one `Analyzer` and keep it."""
    return Analyzer(model).analyze(source, name)


def analyze_parts(
    paragraphs: Iterable[str],
    tables: Iterable[Sequence[Sequence[str]] | TableBlock] = (),
    *,
    title: str | None = None,
    name: str = "",
    model: str | os.PathLike[str] = _DEFAULT_MODEL,
) -> Analysis:
    """The analysis of paragraphs and tables that are at hand already; see `Analyzer.analyze_parts`."""
    return Analyzer(model).analyze_parts(paragraphs, tables, title=title, name=name)


def _tagged(
    number: int, section: tuple[str, ...], text: str, tag: Tag, sentences: list[Sentence]
) -> Paragraph:
    return Paragraph(number, section, text, tag.theme, tag.aspect, tag.confidence, tag.scores, tuple(sentences))


def _string(text: object) -> str:
    if not isinstance(text, str):
        raise StructureError("E202", why=f"a paragraph is of type {type(text).__name__}")
    return " ".join(text.split())


def _table(rows: object) -> TableBlock:
    if isinstance(rows, str) or not isinstance(rows, Sequence):
        raise StructureError("E202", why=f"a table is of type {type(rows).__name__}")
    cells = []
    for r, row in enumerate(rows):
        if isinstance(row, str) or not isinstance(row, Sequence):
            raise StructureError("E202", why=f"a row is of type {type(row).__name__}")
        cells += [Cell("" if text is None else str(text), r, c) for c, text in enumerate(row)]
    return TableBlock(tuple(cells), "rows")

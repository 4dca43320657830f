"""From a report to its analysis, in one direction.

    bytes → Document → Report → themes, claims, tables → reconciliation → Analysis
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice

from nlp.analysis import Analysis, Paragraph, ReportFacts, Sentence, Source
from nlp.claims import find_claims
from nlp.document import Document, TableBlock, TextBlock
from nlp.errors import ReadError, StructureError
from nlp.parts import Rows, document_of
from nlp.readers import Limits, read
from nlp.reconcile import reconcile
from nlp.resources import DEFAULT_MODEL
from nlp.segment import Paragraph as Segmented
from nlp.segment import Report, Span, segment
from nlp.tables import bind, check_identities
from nlp.texts import passages_of
from nlp.themes import Passage, Tag, Tagger, load


class Analyzer:
    """Reads, tags and reconciles reports. Loaded once, called often, safe to share between threads.

    Args:
        model: the name of a tagger that is installed (`xxgk models`), or the path of a model folder.
        limits: what a reader takes on at most.

    Raises:
        ModelError: no such model, or it is damaged (E3xx).
    """

    def __init__(self, model: str | os.PathLike[str] = DEFAULT_MODEL, limits: Limits | None = None) -> None:
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
        tables: Iterable[Rows | TableBlock] | None = (),
        *,
        title: str | None = None,
        name: str = "",
    ) -> Analysis:
        """The analysis of what an extractor has taken out of a report already.

        Args:
            paragraphs: the text in reading order, headings among it, a string a paragraph.
            tables: each rows of cells (a merged cell once, blanks as '' or None), or a `TableBlock` where the spans of
                cells are known.
            title: the report's title, if it is not among the paragraphs.
            name: what to call the report.

        Returns:
            The analysis; its paragraphs are those that the segmenter makes of the texts (headings taken out, white space
            folded), and ids and offsets count in them.

        Raises:
            StructureError: the parts are of other types, or hold nothing of a report (E2xx).
        """
        return self.analyze_document(document_of(paragraphs, tables, title, name))

    def analyze_document(self, document: Document) -> Analysis:
        """The analysis of a document that has been read.

        Raises:
            ReadError: E119 there is more text in it than `Limits.characters`.
            StructureError: there is nothing of a report in it (E2xx).
        """
        if _length(document) > self._limits.characters:
            raise ReadError("E119", document.name, limit=self._limits.characters, what="characters of text")
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
        return self._tagger.tag(passages_of(texts))

    def _themes(self, report: Report) -> tuple[Paragraph, ...]:
        """Paragraphs and their sentences are tagged in one pass; a sentence that is its whole paragraph not again."""
        passages = []
        for paragraph in report.paragraphs:
            passages.append(Passage(paragraph.text, paragraph.section))
            passages += [Passage(span.of(paragraph.text), paragraph.section) for span in _parts_of(paragraph)]
        tags = iter(self._tagger.tag(passages))
        tagged = []
        for paragraph in report.paragraphs:
            whole = next(tags)
            spans = _parts_of(paragraph)
            of_spans = list(islice(tags, len(spans))) if spans else [whole] * len(paragraph.sentences)
            sentences = tuple(
                Sentence(span.start, span.end, tag.theme, tag.confidence)
                for span, tag in zip(paragraph.sentences, of_spans, strict=True)
            )
            tagged.append(
                Paragraph(
                    paragraph.id, paragraph.section, paragraph.text,
                    whole.theme, whole.aspect, whole.confidence, whole.scores, sentences, whole.also,
                )
            )
        return tuple(tagged)


def _parts_of(paragraph: Segmented) -> tuple[Span, ...]:
    """The sentences of a paragraph of several."""
    return paragraph.sentences if len(paragraph.sentences) > 1 else ()


def analyze(
    source: str | os.PathLike[str] | bytes, name: str | None = None, *, model: str | os.PathLike[str] = DEFAULT_MODEL
) -> Analysis:
    """The analysis of one report; see `Analyzer.analyze`. For many, make one `Analyzer` and keep it."""
    return Analyzer(model).analyze(source, name)


def analyze_parts(
    paragraphs: Iterable[str],
    tables: Iterable[Rows | TableBlock] | None = (),
    *,
    title: str | None = None,
    name: str = "",
    model: str | os.PathLike[str] = DEFAULT_MODEL,
) -> Analysis:
    """The analysis of paragraphs and tables that are at hand already; see `Analyzer.analyze_parts`."""
    return Analyzer(model).analyze_parts(paragraphs, tables, title=title, name=name)


def _length(document: Document) -> int:
    """Characters of text, in paragraphs and cells."""
    texts = sum(len(block.text) for block in document.blocks if isinstance(block, TextBlock))
    return texts + sum(len(cell.text) for block in document.blocks if isinstance(block, TableBlock) for cell in block.cells)

"""A report taken apart: headings, paragraphs, sentences, words; whose it is, on which year, in which form."""

from nlp.segment.report import Paragraph, Report, Span
from nlp.segment.segmenter import segment
from nlp.segment.sentence import sentences
from nlp.segment.tokens import words

__all__ = ["Paragraph", "Report", "Span", "segment", "sentences", "words"]

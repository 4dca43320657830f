"""Every error of the package, in one place.

    XxgkError                 the root: a code, the file, what to do
    ├── ReadError       E1xx  the bytes could not be read
    ├── StructureError  E2xx  what was read is not a report, or parts do not fit together
    ├── ModelError      E3xx  a model could not be loaded or is unknown
    ├── ScoringError    E4xx  a batch could not be run
    └── TrainingError   E5xx  a corpus or a training run is unusable

A code never changes its meaning. `MESSAGES` holds the text and the advice for each.
"""

from __future__ import annotations

from typing import ClassVar

MESSAGES: dict[str, tuple[str, str]] = {
    # code: (what is wrong, what to do); {…} are filled in by the caller
    "E101": ("no such file", "check the path"),
    "E102": ("the file cannot be opened: {why}", "check its permissions, or copy it to a local disk first"),
    "E103": ("this is a directory, not a file", "name a report in it"),
    "E104": ("the file is empty", "fetch it again"),
    "E105": ("the file has {size} bytes, more than the limit of {limit}", "split it, or take the attachments out"),
    "E106": ("the format is not one that is read here: {what}", "give docx, html, pdf, txt or md, or .doc and .wps with LibreOffice installed"),
    "E107": ("the file holds no text", "fetch it again, or look whether the report is an attachment of this page"),
    "E110": ("the document is damaged: {why}", "open it in its own program and save it again"),
    "E111": ("the archive is larger inside than allowed: {why}", "this looks like a zip bomb; do not open it elsewhere either"),
    "E112": ("the XML has a DOCTYPE, which OOXML does not allow", "do not trust this file; ask its source for a clean copy"),
    "E113": ("the file is encrypted", "remove the password and try again"),
    "E114": ("the nesting is deeper than the limit of {limit}", "this is no report that a person wrote; fetch it again"),
    "E115": ("the pdf has {pages} pages, more than the limit of {limit}", "split it"),
    "E116": ("the pdf holds pictures of text only", "run OCR over it first, for example with ocrmypdf -l chi_sim"),
    "E117": ("the character set cannot be told", "save it as UTF-8"),
    "E118": ("reading took longer than {seconds} s", "open it in its own program and save it again, or split it"),
    "E119": ("the document has more than {limit} {what}", "this is no report that a person wrote; split it, or fetch it again"),
    "E120": ("LibreOffice is needed for {what} and is not installed", "install LibreOffice, or save the file as docx"),
    "E121": ("LibreOffice could not convert the file: {why}", "open it in its own program and save it as docx"),
    "E201": ("no narrative and no statutory table was found", "check that this is an annual report"),
    "E202": ("the parts do not fit: {why}", "give paragraphs as strings and tables as lists of rows"),
    "E301": ("no model named {model} is installed", "run `xxgk models`, or give a model folder"),
    "E302": ("the model folder is damaged: {why}", "install the package again, or train the model again"),
    "E303": ("the hub does not give the model {model}: {why}", "check its id and the network, or name a folder"),
    "E401": ("{package} is needed and is not installed", "run `pip install 'xxgk-nlp[{extra}]'`"),
    "E402": ("no input was found: {what}", "name files, folders, archives, patterns, or @LIST with one of these on each line"),
    "E403": ("the output folder cannot be used: {why}", "name another with -o, or free some space in it"),
    "E404": ("another run is writing to this folder", "wait until it ends, or name another folder with -o"),
    "E405": ("the workers do not start: {why}", "analyse one report with `xxgk analyze` and see what it says"),
    "E406": ("the dataset of texts cannot be read: {why}", "give parquet or JSON lines with a column `text`, or `paragraphs` and `tables`"),
    "E407": ("the Ray cluster does not work: {why}", "see what `ray status` says, then run the same command again; it goes on where it ended"),
    "E408": ("a node of the cluster would give other rows, it differs in: {what}", "install the same versions of this package, its libraries and the model on all nodes"),
    "E409": ("this is not the whole output of a batch: {why}", "give the folder of `xxgk score`, and run that command to its end first"),
    "E410": ("it took longer than the limit of {seconds} s", "open it in its own program and save it again, or give a longer --timeout with --retry-rejects"),
    "E411": ("it took more memory than the limit of {mib} MiB", "split it, or give more --memory with --retry-rejects"),
    "E412": ("the process that read it ended: {how}", "analyse it alone with `xxgk analyze`, and report the file if it ends there as well"),
    "E413": ("an archive within an archive is not opened", "unpack the outer one"),
    "E414": ("the archive is damaged: {why}", "fetch it again, or pack it anew"),
    "E415": ("the program failed on it: {why}", "report the file and this message to the developers"),
    "E501": ("the corpus is unusable: {why}", "see corpora/README.md for its form"),
    "E502": ("the row is not of the form: {why}", "see corpora/README.md for its form"),
    "E503": ("the id {id} stands twice", "give each row an id of its own"),
    "E504": ("near-duplicate of {other}, {shared} alike", "keep one of the two, or write one anew"),
    "E505": ("near-duplicate of {other}, {shared} alike, which is on another side of the split", "keep one of the two"),
    "E506": ("near-duplicate of {other}, {shared} alike, which must stay out of the corpus", "take the row out, or write it anew"),
    "E507": ("{count} {what}, fewer than the {least} that are demanded", "add more, or demand less"),
    "E508": ("the body {body} is on several sides of the split: {splits}", "keep a body's paragraphs together"),
    "E509": ("{package} is needed and is not installed; it comes with xxgk-nlp[{extra}]", "install the package again with that extra"),
    "E510": ("the annotations are not of the form of {tool}: {why}", "export them again as docs/corpora.md says"),
    "E511": ("the gold is not of the form: {why}", "see docs/evaluation.md for its form"),
    "E512": ("the analysis is not of the form: {why}", "write it with xxgk analyze --format json"),
    "E513": ("the folder cannot be written to: {why}", "name another one"),
    "E514": ("the row has no {what} yet", "complete it, or take it out; docs/corpora.md says how"),
    "E515": ("the recipe is not of the form: {why}", "see docs/training.md for its form"),
    "E516": ("the encoder cannot be loaded: {why}", "name a folder with config, weights and tokenizer, or a hub id"),
    "E517": ("the folder holds a run of another recipe", "name another one with -o, or remove it"),
    "E518": ("eight bits lose {lost} of macro-F1, more than {most}", "train on, or export with --precision fp32"),
    "E531": ("none of the {count} paragraphs is left to measure on", "choose another split or other bodies"),
    "E532": ("the contender {name} failed: {why}", "leave it out, or see what it says alone"),
}


class XxgkError(Exception):
    """The root of all errors that reach a user.

    Args:
        code: a key of `MESSAGES`.
        file: the file concerned, '' where there is none.
        details: fill the {…} of the message.
    """

    prefix: ClassVar[str] = "E"

    def __init__(self, code: str, file: str = "", **details: object) -> None:
        if not code.startswith(self.prefix):
            raise ValueError(f"{code} is not a code of {type(self).__name__}")
        what, advice = MESSAGES[code]
        self.code = code
        self.file = file
        self.details = details
        self.what = what.format(**details)
        self.advice = advice.format(**details)
        super().__init__(f"{code} {file}: {self.what}; {self.advice}" if file else f"{code}: {self.what}; {self.advice}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.file, self.details)


def _rebuild(kind: type[XxgkError], code: str, file: str, details: dict[str, object]) -> XxgkError:
    """Errors cross process borders in a batch."""
    return kind(code, file, **details)


class ReadError(XxgkError):
    """E1xx: the bytes could not be read."""

    prefix = "E1"


class StructureError(XxgkError):
    """E2xx: what was read is not a report, or parts do not fit together."""

    prefix = "E2"


class ModelError(XxgkError):
    """E3xx: a model could not be loaded or is unknown."""

    prefix = "E3"


class ScoringError(XxgkError):
    """E4xx: a batch could not be run."""

    prefix = "E4"


class TrainingError(XxgkError):
    """E5xx: a corpus or a training run is unusable."""

    prefix = "E5"

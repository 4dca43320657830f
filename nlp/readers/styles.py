"""Word's paragraph styles: what a paragraph has from its style, and that from the style it is based on.

Source: ECMA-376 part 1, section 17.7 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nlp.readers.package import W

# The names of Word's own styles are English in the file, whatever language the user sees.
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading)", re.IGNORECASE)
_BODY_TEXT = "9"  # the outline level of text that is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or numbering style, as far as reading needs it."""

    name: str = ""
    based_on: str | None = None
    outline: str | None = None
    num_id: str | None = None
    num_level: str | None = None
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their id."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def of_paragraph(self, style: str | None) -> str | None:
        """The style's id; that of the default style for a paragraph that names none or an unknown one."""
        return style if style in self.by_id else self.default

    def outline_level(self, style: str | None, own: str | None) -> int | None:
        """1 to 9, from the paragraph's own outline level (0 to 8), its style's, or a heading style's name."""
        for level in (own, *(found.outline for _, found in self._chain(style))):
            if level is not None:
                return int(level) + 1 if level.isdecimal() and len(level) == 1 and level != _BODY_TEXT else None
        named = (_HEADING.fullmatch(found.name) for _, found in self._chain(style))
        return next((int(match.group(1)) for match in named if match), None)

    def numbering(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        """numId, level and the style that gives them."""
        for key, found in self._chain(style):
            if found.num_id is not None:
                return found.num_id, found.num_level, key
        return None, None, None

    def is_contents(self, style: str | None) -> bool:
        """A line of a table of contents, which repeats the headings."""
        return style in self.by_id and _CONTENTS.fullmatch(self.by_id[style].name) is not None

    def list_of_style(self) -> dict[str, str]:
        """numId by numbering style."""
        return {key: style.num_id for key, style in self.by_id.items() if style.is_list and style.num_id}

    def _chain(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """The style, then those it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while style is not None and style in self.by_id and style not in seen:
            seen.add(style)
            yield style, self.by_id[style]
            style = self.by_id[style].based_on


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a styles part; none where the document has no such part."""
    by_id: dict[str, Style] = {}
    default = None
    for element in root.iterfind(f"{W}style") if root is not None else ():
        kind = element.get(f"{W}type")
        if kind not in ("paragraph", "numbering"):
            continue
        key = element.get(f"{W}styleId", "")
        properties = element.find(f"{W}pPr")
        numbering = None if properties is None else properties.find(f"{W}numPr")
        by_id[key] = Style(
            name=child_value(element, "name") or "",
            based_on=child_value(element, "basedOn"),
            outline=child_value(properties, "outlineLvl"),
            num_id=child_value(numbering, "numId"),
            num_level=child_value(numbering, "ilvl"),
            is_list=kind == "numbering",
        )
        if kind == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            default = key
    return Styles(by_id, default)


def child_value(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of a child element, None where parent, child or value is missing."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def is_on(toggle: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return toggle is not None and toggle.get(f"{W}val", "true") not in ("0", "false", "off")

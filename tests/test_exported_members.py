"""What `import nlp` offers."""

from __future__ import annotations

import nlp


def test_all_is_sorted_and_names_what_is_there() -> None:
    assert list(nlp.__all__) == sorted(nlp.__all__, key=str.casefold) or list(nlp.__all__) == sorted(nlp.__all__)
    for name in nlp.__all__:
        assert getattr(nlp, name) is not None


def test_every_public_name_is_in_all() -> None:
    from types import ModuleType

    for name in nlp.__all__:
        getattr(nlp, name)
    public = {n for n, v in vars(nlp).items() if not n.startswith("_") and not isinstance(v, ModuleType)}
    assert public - {"annotations", "TYPE_CHECKING"} <= set(nlp.__all__)


def test_the_names_that_the_readme_promises_are_public() -> None:
    assert {"Analysis", "Analyzer", "XxgkError", "analyze", "analyze_parts"} <= set(nlp.__all__)

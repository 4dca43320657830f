"""What `import nlp` offers."""

from __future__ import annotations

from types import ModuleType

import nlp

NOT_OURS = {"Any", "TYPE_CHECKING", "annotations"}


def test_all_is_sorted_and_each_name_is_there() -> None:
    assert list(nlp.__all__) == sorted(nlp.__all__)
    for name in nlp.__all__:
        assert getattr(nlp, name) is not None


def test_all_is_exactly_the_public_names() -> None:
    at_once = {name for name, value in vars(nlp).items() if not isinstance(value, ModuleType) and name[0] != "_"}
    assert set(nlp.__all__) == at_once - NOT_OURS | set(nlp._LAZY) | {"__version__"}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    assert not hasattr(nlp, "analyse")


def test_the_version_is_that_of_the_project() -> None:
    import tomllib
    from pathlib import Path

    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert nlp.__version__ == project["project"]["version"]

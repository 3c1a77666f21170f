"""Names say what a thing is; words that could mean anything are not names."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import Module, modules

# A manager is also a person: the role of that name.
SPARED = {"MANAGER"}
EMPTY_WORDS = {"manager", "managers", "helper", "helpers", "util", "utils", "common"}


def test_no_name_holds_an_empty_word() -> None:
    assert [
        f"{module}: {name}"
        for module in modules()
        for name in _names(module)
        if name not in SPARED and _words(name) & EMPTY_WORDS
    ] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("PriceManager", {"price", "manager"}),
        ("common_rates", {"common", "rates"}),
        ("load_utils", {"load", "utils"}),
        ("_helper", {"helper"}),
        ("uncommonRate", {"uncommon", "rate"}),
    ],
)
def test_a_name_is_read_word_by_word(name: str, words: set[str]) -> None:
    assert _words(name) == words


def _names(module: Module) -> Iterator[str]:
    yield module.path.parent.name
    yield module.path.stem
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}

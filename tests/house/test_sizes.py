"""How long a file and a function may be, and that each file says its subject."""

import ast
from collections.abc import Iterator

from tests.house.tree import Module, modules

LONGEST_FILE = 399
LONGEST_FUNCTION = 40


def test_no_file_reaches_400_lines() -> None:
    lengths = {str(module): len(module.text.splitlines()) for module in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {
        f"{module}: {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for module in modules()
        for function in _functions(module)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_every_file_begins_by_saying_its_subject() -> None:
    assert [str(module) for module in modules() if not _says_its_subject(module)] == []


def _functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _says_its_subject(module: Module) -> bool:
    first = next((line for line in module.text.splitlines() if not line.startswith("#!")), "")
    subject = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    return first.startswith('"""') and bool(subject)

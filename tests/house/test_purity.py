"""What import contracts cannot see: the clock, broad excepts, binary floats, foreign packages."""

import ast
import re
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.house.tree import ROOT, SOURCE, Module, modules

CLOCK_READERS = {"now", "utcnow", "today", "localtime", "gmtime", "time_ns"}
CLOCK_CALLS = {"time.time"}
# Faces read the clock once per request, and pass it down.
MAY_READ_THE_CLOCK = {"cli", "web", "portal", "api", "jobs"}
# A job logs what it did not expect and the run goes on.
MAY_CATCH_ALL = {"jobs"}
BROAD = {"Exception", "BaseException"}

Search = Callable[[ast.Module], Iterator[int]]


def test_the_clock_is_read_in_faces_only() -> None:
    assert _findings(_clock_reads, spared=MAY_READ_THE_CLOCK) == []


def test_nothing_but_a_job_catches_every_exception() -> None:
    assert _findings(_broad_excepts, spared=MAY_CATCH_ALL) == []


def test_no_rule_holds_a_binary_float() -> None:
    """D-2: money and percents are exact decimals, so a float has no place in `domain`."""
    assert _findings(_floats, only={"domain"}) == []


def test_the_rules_import_nothing_but_the_standard_library_and_each_other() -> None:
    assert _findings(_foreign_imports, only={"domain"}) == []


@pytest.mark.parametrize(
    ("code", "finds"),
    [
        ("from datetime import date\nstart = date.today()", "_clock_reads"),
        ("import datetime\nstart = datetime.datetime.now(zone)", "_clock_reads"),
        ("import time\nstart = time.time()", "_clock_reads"),
        ("from time import time\nstart = time()", "_clock_reads"),
        ("try:\n    act()\nexcept Exception:\n    pass", "_broad_excepts"),
        ("try:\n    act()\nexcept (ValueError, BaseException):\n    pass", "_broad_excepts"),
        ("try:\n    act()\nexcept:\n    pass", "_broad_excepts"),
        ("rate = 0.04", "_floats"),
        ("rate = float(text)", "_floats"),
        ("import numpy as np", "_foreign_imports"),
        ("from lumencare.data import editions", "_foreign_imports"),
    ],
)
def test_each_search_finds_what_it_looks_for(code: str, finds: str) -> None:
    searches = (_clock_reads, _broad_excepts, _floats, _foreign_imports)
    tree = ast.parse(code)
    assert [search.__name__ for search in searches if any(search(tree))] == [finds]


def _findings(
    search: Search, *, spared: set[str] | None = None, only: set[str] | None = None
) -> list[str]:
    return [
        f"{module}:{line}"
        for module in modules("src")
        if _room(module) not in (spared or set()) and (only is None or _room(module) in only)
        for line in search(module.tree)
    ]


def _room(module: Module) -> str:
    """Return the package of `lumencare` that a module stands in, or its own name at the top."""
    return module.path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _clock_reads(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in CLOCK_READERS or ast.unparse(node.func) in CLOCK_CALLS:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield node.lineno


def _broad_excepts(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.walk(node.type) if node.type else ()
            named = {each.id for each in caught if isinstance(each, ast.Name)}
            if node.type is None or named & BROAD:
                yield node.lineno


def _floats(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float()) | ast.Name(id="float"):
                yield node.lineno


def _foreign_imports(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and not all(
            map(_is_at_home, _imported(node))
        ):
            yield node.lineno


def _is_at_home(name: str) -> bool:
    of_domain = f"{name}.".startswith("lumencare.domain.")
    return of_domain or name.partition(".")[0] in sys.stdlib_module_names


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    return [node.module or ""]


def test_what_is_left_out_on_postgresql_uses_no_database() -> None:
    """Whatever asks a database belongs to a folder of tests that runs on both of them."""
    script = (ROOT / "scripts" / "test-postgres").read_text()
    left_out = re.search(r"^left_out=\((.+)\)$", script, re.MULTILINE)
    assert left_out
    # These make databases of their own, or say here what others may not.
    pure = set(left_out[1].split()) - {"e2e", "machines", "house"}
    found = [
        str(each)
        for folder in sorted(pure)
        for each in modules(f"tests/{folder}")
        if re.search(r"django_db|transactional_db", each.text)
    ]
    assert found == []
    assert "domain" in pure

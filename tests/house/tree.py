"""The files of the project, as the house rules look at them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lumencare"
CODE_FOLDERS = ("src", "tests", "scripts", "bench")
MADE = {"out", "build", "dist", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its place in the project, its text, its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return every Python file of some folders of the project, of all code where none is named."""
    return tuple(
        _parsed(path)
        for folder in folders or CODE_FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "__pycache__" not in path.parts
    )


def files(*suffixes: str, under: Path = ROOT) -> Iterator[Path]:
    """Yield the project's own files with one of these endings, or all of them."""
    for path in sorted(under.iterdir()):
        if path.is_dir() and path.name not in MADE and not path.name.startswith("."):
            yield from files(*suffixes, under=path)
        elif path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def _parsed(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text, filename=str(path)))

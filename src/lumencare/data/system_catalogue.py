"""The catalogue of system families: what staff start from, each value open to correction (D-4)."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import plain
from lumencare.domain.text import Text

FILE = Path(__file__).parent / "catalogue" / "systems.toml"

CATEGORIES = ("commercial", "residential", "both", "hospitality", "component", "shading")
STATUSES = ("current", "supported-legacy", "older", "sales-ended", "discontinued", "obsolete")
DATABASES = ("yes", "no", "partly", "host")
FROM_PROCESSOR = ("yes", "no", "unknown")
CONFIDENCES = ("high", "medium", "low")

# The words that a field may hold.
CLOSED_SETS = {
    "category": CATEGORIES,
    "status": STATUSES,
    "database": DATABASES,
    "database_from_processor": FROM_PROCESSOR,
    "confidence": CONFIDENCES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemFamily:
    """One family of systems; `warranty` are its usual classes, assumed and never decisive (D-4)."""

    code: str
    name: Text
    also: tuple[str, ...]
    category: str
    status: str
    controllers: tuple[str, ...]
    parts: tuple[str, ...]
    database: str
    database_from_processor: str
    warranty: tuple[str, ...]
    assumed: bool
    upgrade_to: tuple[str, ...]
    note: Text
    source: str
    confidence: str
    rule: str
    line: int = 0


@cache
def system_families() -> dict[str, SystemFamily]:
    """Return the shipped families by code; they were checked when they were shipped."""
    return {each.code: each for each in _read(FILE)[0]}


def find_family(name: str) -> SystemFamily | None:
    """Return the family that a system type names by its code or one of its names, or None."""
    return _families_by_name().get(compared(name))


def load_systems(path: Path) -> tuple[SystemFamily, ...]:
    """Read a catalogue and check it; InputProblems names all that is wrong, with its line."""
    families, problems = _read(path)
    found = sorted(_wrong_rows(families), key=lambda each: each[0])
    problems = [*problems, *(Problem(f"{path.name}:{n}", given, to) for n, given, to in found)]
    if problems:
        raise InputProblems(problems)
    return families


def _read(path: Path) -> tuple[tuple[SystemFamily, ...], list[Problem]]:
    text = path.read_text(encoding="utf-8")
    reader = RowReader(path.name, locate_rows(text))
    rows = tomllib.loads(text).get("systems")
    return reader.read_rows(SystemFamily, "systems", rows), reader.problems


@cache
def _families_by_name() -> dict[str, SystemFamily]:
    return {compared(name): each for each in system_families().values() for name in _names(each)}


def _names(family: SystemFamily) -> set[str]:
    names = (family.code, family.name.zh, family.name.en, *family.also)
    return {compared(each) for each in names}


def compared(name: str) -> str:
    """Return a name as names are compared: any width, any case, no spaces."""
    return "".join(plain(name).casefold().split())


def _wrong_rows(families: Iterable[SystemFamily]) -> Iterator[tuple[int, str, Text]]:
    families = tuple(families)
    codes = {each.code for each in families}
    counted = Counter(name for each in families for name in _names(each))
    for each in families:
        for name in sorted(_names(each)):
            if counted[name] > 1:
                yield each.line, name, ONE_FAMILY
        yield from _wrong_words(each, codes)
        if each.rule not in load_rules():
            yield each.line, each.rule, KNOWN_RULE
        if not each.assumed:
            yield each.line, "assumed = false", ASSUMED


def _wrong_words(family: SystemFamily, codes: set[str]) -> Iterator[tuple[int, str, Text]]:
    for field, allowed in CLOSED_SETS.items():
        if getattr(family, field) not in allowed:
            yield family.line, getattr(family, field), _one_of(allowed)
    for each in set(family.warranty) - set(WarrantyClass):
        yield family.line, each, _one_of(WarrantyClass)
    for each in set(family.upgrade_to) - codes:
        yield family.line, each, _one_of(sorted(codes))


def _one_of(words: Iterable[str]) -> Text:
    words = tuple(words)
    return Text(f"可用：{'、'.join(words)}。", f"Allowed: {', '.join(words)}.")


ONE_FAMILY = Text("一个名称只能属于一个系列。", "A name belongs to one family only.")
KNOWN_RULE = Text("没有这个规则编号。", "There is no rule with this id.")
ASSUMED = Text(
    "质保类别未公布，只能作为假定值。",
    "The usual warranty class is not published: it can only be assumed.",
)

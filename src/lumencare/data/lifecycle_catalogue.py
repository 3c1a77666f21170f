"""What is shipped of systems' software and of what a successor reuses, open to correction."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.system_catalogue import system_families
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.lifecycle.kinds import ComponentKind, Confidence
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Reuse

FILE = Path(__file__).parent / "catalogue" / "lifecycle.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedSoftware:
    """One version of a system's software as shipped; what no source gives is None or empty."""

    system: str
    number: str
    clients: tuple[str, ...]
    functions: tuple[str, ...]
    successor: str
    source: str
    confidence: str
    rule: str
    released_on: date | None = None
    support_ends_on: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedReuse:
    """What becomes of one kind of component between two systems, as shipped."""

    system: str
    target: str
    component: str
    reuse: str
    note: Text
    source: str
    confidence: str
    rule: str
    line: int = 0


Shipped = tuple[tuple[ShippedSoftware, ...], tuple[ShippedReuse, ...]]


@cache
def shipped_lifecycle() -> Shipped:
    """Return the shipped software and reuse; they were checked when they were shipped."""
    return load_lifecycle(FILE)


def load_lifecycle(path: Path) -> Shipped:
    """Read the file and check it; InputProblems names all that is wrong, with its line."""
    text = path.read_text(encoding="utf-8")
    reader, raw = RowReader(path.name, locate_rows(text)), tomllib.loads(text)
    software = reader.read_rows(ShippedSoftware, "software", raw.get("software"))
    reuse = reader.read_rows(ShippedReuse, "reuse", raw.get("reuse"))
    for line, given, allowed in (*_wrong_software(software), *_wrong_reuse(reuse)):
        reader.report(line, given, allowed)
    rows: tuple[ShippedSoftware | ShippedReuse, ...] = (*software, *reuse)
    for each in rows:
        if each.rule not in load_rules():
            reader.report(each.line, each.rule, KNOWN_RULE)
    if reader.problems:
        raise InputProblems(reader.problems)
    return software, reuse


Wrong = Iterator[tuple[int, str, Text]]


def _wrong_software(rows: tuple[ShippedSoftware, ...]) -> Wrong:
    counted = Counter((each.system, each.number) for each in rows)
    for each in rows:
        if counted[each.system, each.number] > 1:
            yield each.line, f"{each.system} {each.number}", ONCE
        if each.successor and (each.system, each.successor) not in counted:
            yield each.line, each.successor, KNOWN_VERSION
        yield from _wrong_words(each.line, (each.system,), (each.confidence, Confidence))


def _wrong_reuse(rows: tuple[ShippedReuse, ...]) -> Wrong:
    counted = Counter((each.system, each.target, each.component) for each in rows)
    for each in rows:
        if counted[each.system, each.target, each.component] > 1:
            yield each.line, f"{each.system} {each.target} {each.component}", ONCE
        yield from _wrong_words(
            each.line,
            (each.system, each.target),
            (each.confidence, Confidence),
            (each.component, ComponentKind),
            (each.reuse, Reuse),
        )


def _wrong_words(line: int, codes: tuple[str, ...], *words: tuple[str, type]) -> Wrong:
    for code in codes:
        if code not in system_families():
            yield line, code, KNOWN_SYSTEM
    for given, allowed in words:
        known = [str(each) for each in allowed]  # type: ignore[attr-defined]
        if given not in known:
            yield line, given, Text(f"可用：{'、'.join(known)}。", f"Allowed: {', '.join(known)}.")


ONCE = Text("同一内容只能出现一次。", "The same may stand once only.")
KNOWN_RULE = Text("没有这个规则编号。", "There is no rule with this id.")
KNOWN_SYSTEM = Text("系统目录中没有这个系列。", "The catalogue of systems has no such family.")
KNOWN_VERSION = Text("没有这个软件版本。", "There is no such version of the software.")

"""The table of skills: what engineers can do, and which of them a visit needs."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.system_catalogue import find_family, system_families
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text

FILE = Path(__file__).parent / "dispatch" / "skills.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """One thing to be able to do; `systems` are families, `services` kinds or AV-1 codes."""

    code: str
    name: Text
    systems: tuple[str, ...]
    services: tuple[str, ...]
    line: int = 0


@cache
def skills() -> dict[str, Skill]:
    """Return the shipped skills by code, in the order of the file."""
    return {each.code: each for each in load_skills(FILE)}


def load_skills(path: Path) -> tuple[Skill, ...]:
    """Read a table of skills and check it; InputProblems names all that is wrong, with its line."""
    text = path.read_text(encoding="utf-8")
    reader = RowReader(path.name, locate_rows(text))
    rows = reader.read_rows(Skill, "skills", tomllib.loads(text).get("skills"))
    seen: set[str] = set()
    for each in rows:
        if each.code in seen:
            reader.report(each.line, each.code, ONCE)
        seen.add(each.code)
        for family in each.systems:
            if family not in system_families():
                reader.report(each.line, family, FAMILY)
    if reader.problems:
        raise InputProblems(reader.problems)
    return rows


def skills_for(system_type: str, service: str) -> tuple[Skill, ...]:
    """Return what somebody must be able to do for a visit.

    `service` is the visit's kind or its added-value service; `system_type` counts only where the
    service names no skill of its own: a lecture needs a teacher, whatever it is about.
    """
    named = tuple(each for each in skills().values() if service in each.services)
    family = find_family(system_type) if system_type else None
    if named or family is None:
        return named
    return tuple(each for each in skills().values() if family.code in each.systems)


ONCE = Text("一个编号只能出现一次。", "A code may stand once only.")
FAMILY = Text("系统目录中没有这个系列。", "The catalogue of systems has no such family.")

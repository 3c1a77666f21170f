"""The lifecycle verdict of an installed system: how pressing System Care is, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from lumencare.domain.lifecycle.facts import CatalogueSystem, SoftwareVersion
from lumencare.domain.lifecycle.kinds import LeadReasonKind
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.text import Reason, Text


class Grade(IntEnum):
    """How pressing it is, least first."""

    FINE = 0
    WATCH = 1
    DUE = 2
    URGENT = 3


GRADES = {
    Grade.FINE: Text("正常", "Fine"),
    Grade.WATCH: Text("留意", "Watch"),
    Grade.DUE: Text("该升级", "Due"),
    Grade.URGENT: Text("紧迫", "Urgent"),
}
# What a grade is called in addresses and answers.
GRADE_CODES = {each: each.name.lower() for each in Grade}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingPart:
    """A part on a system's hardware list that is going or gone."""

    number: str
    state: PartState
    quantity: Decimal
    last_order_on: date | None
    successor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeFacts:
    """What is known of an installed system on a day.

    `kind` is its entry of the catalogue, None where the catalogue knows no such type; `versions`
    are those of its software, the newest first. An empty version or list is unknown.
    """

    on: date
    system_type: str
    project_year: int
    horizon_years: int
    kind: CatalogueSystem | None
    versions: tuple[SoftwareVersion, ...] = ()
    installed: str = ""
    clients: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    going: tuple[GoingPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: of which kind, how pressing, in words with the rule."""

    kind: LeadReasonKind
    grade: Grade
    reason: Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a system, most pressing first; `unknown` is what could not be judged."""

    grade: Grade
    findings: tuple[Finding, ...]
    unknown: tuple[Reason, ...]

    @property
    def kinds(self) -> tuple[LeadReasonKind, ...]:
        """Return what is wrong by kinds, each once, most pressing first."""
        return tuple(dict.fromkeys(each.kind for each in self.findings))

    @property
    def because(self) -> tuple[Reason, ...]:
        """Return all reasons, what could not be judged last."""
        return (*(each.reason for each in self.findings), *self.unknown)

    @property
    def sentence(self) -> Text:
        """Say the verdict in one sentence that can be said aloud."""
        said = _KIND_WORDS
        zh = "、".join(said[each].zh for each in self.kinds)
        en = ", ".join(said[each].en for each in self.kinds)
        if not self.findings:
            return UNKNOWN if self.unknown else FINE
        opening = _OPENINGS[self.grade]
        return Text(f"{opening.zh}：{zh}。", f"{opening.en}: {en}.")


def verdict_of(*groups: Iterator[Finding | Reason]) -> Verdict:
    """Put findings together: the most pressing leads, what is unknown stands apart."""
    found = [each for group in groups for each in group]
    findings = sorted(
        (each for each in found if isinstance(each, Finding)), key=lambda each: -each.grade
    )
    return Verdict(
        grade=findings[0].grade if findings else Grade.FINE,
        findings=tuple(findings),
        unknown=tuple(each for each in found if isinstance(each, Reason)),
    )


_KIND_WORDS = {
    LeadReasonKind.OLD: Text("系统老旧", "the system is old"),
    LeadReasonKind.PARTS: Text("部件停产", "parts are obsolete or going"),
    LeadReasonKind.SOFTWARE: Text("软件落后", "its software is behind"),
    LeadReasonKind.CLIENTS: Text("客户端操作系统不受支持", "a client system is not supported"),
    LeadReasonKind.FUNCTIONS: Text("缺少新功能", "functions are missing"),
}
_OPENINGS = {
    Grade.WATCH: Text("请留意此系统", "Keep an eye on this system"),
    Grade.DUE: Text("应提出系统保障计划", "System Care is due"),
    Grade.URGENT: Text("请尽快提出系统保障计划", "Propose System Care soon"),
}
FINE = Text("系统在售或受支持，没有已知的老化。", "The system is up to date as far as is known.")
UNKNOWN = Text(
    "没有发现老化，但有内容未知，不能完全判定。",
    "Nothing old was found, but not everything is known.",
)

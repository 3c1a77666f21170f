"""What is stated of a handover, read and checked: the days, the new system, what is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lumencare.domain.problems import Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Option
from lumencare.handovers.accepted import (
    accepted_on,
    bom_lines,
    is_software,
    keeps_something,
    replaced_parts,
)
from lumencare.sites.actions import Replacing
from lumencare.sites.leaving import Leaving
from lumencare.sites.uploads import Upload
from lumencare.store import typed as read
from lumencare.upgrades.models import ProposalVersion

LONGEST_WHY = 500
NEW_FIELDS = ("ref", "name", "system_type", "warranty_class", "start_up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Completing:
    """What is stated of a handover: the fields as typed, the evidence, the decisions.

    `parts` gives number and serials by the key of a row of the reuse table; `decisions` what
    becomes of each open thing by its key. `whole` says that nothing of the old system stays.
    """

    typed: read.Typed
    evidence: Upload
    whole: bool = False
    parts: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A handover as it was read: what of it is sound by itself."""

    version: ProposalVersion
    option: Option
    completed_on: date
    handed_to: str
    note: str
    why: str
    software: str
    decisions: Mapping[str, str]
    leaving: list[Leaving] | None
    # None for a software upgrade: no hardware comes or goes.
    replacing: Replacing | None


def read_stated(
    version: ProposalVersion, option: Option, completing: Completing, now: datetime
) -> Stated:
    """Read what is stated; InputProblems names every field that is wrong."""
    values = read.read_all(completing.typed, READERS)
    require(_wrong(version, option, values, in_shanghai(now).date(), whole=completing.whole))
    leaving = leaving_of(option, completing.parts, whole=completing.whole)
    return Stated(
        version=version,
        option=option,
        completed_on=values["completed_on"],
        handed_to=values["handed_to"],
        note=values["note"],
        why=values["why"],
        software=values["software_version"],
        decisions=completing.decisions,
        leaving=leaving,
        replacing=None
        if is_software(option)
        else _replacing(version, option, completing.typed, values, leaving),
    )


def leaving_of(
    option: Option, parts: Mapping[int, tuple[str, str]], *, whole: bool
) -> list[Leaving] | None:
    """Return what leaves the old system; None where all of it does."""
    return None if whole else replaced_parts(option, parts)


def _replacing(
    version: ProposalVersion,
    option: Option,
    typed: read.Typed,
    values: dict[str, Any],
    leaving: list[Leaving] | None,
) -> Replacing:
    """Return what the sites are told; the order of the new system is its acceptance (D-14)."""
    ordered: date = values["order_date"] or accepted_on(version)
    fields = {name: typed.get(name, "") for name in NEW_FIELDS}
    more = {"order_date": ordered.isoformat(), "software_version": values["software_version"]}
    return Replacing(
        source=version.proposal.number,
        on=values["completed_on"],
        typed={**fields, **more},
        lines=bom_lines(option),
        leaving=leaving,
        remaining=values["remaining"],
    )


def _wrong(
    version: ProposalVersion, option: Option, values: dict[str, Any], today: date, *, whole: bool
) -> list[Problem]:
    first, completed, ordered = accepted_on(version), values["completed_on"], values["order_date"]
    problems = _wrong_day("completed_on", completed, first, today)
    if is_software(option):
        no_version = not values["software_version"]
        return [*problems, *([Problem("software_version", "", NEW_VERSION)] if no_version else [])]
    if ordered is not None:
        problems += _wrong_day("order_date", ordered, first, completed)
    if whole and keeps_something(option):
        problems.append(Problem("whole", "on", KEPT_STAYS))
    return problems


def _wrong_day(name: str, day: date, first: date, last: date) -> list[Problem]:
    if first <= day <= last:
        return []
    allowed = Text(
        f"应在接受之日 {first} 至 {last} 之间。",
        f"A day between the acceptance, {first}, and {last} is expected.",
    )
    return [Problem(name, day.isoformat(), allowed)]


READERS: dict[str, read.Reader] = {
    "completed_on": read.day,
    "handed_to": read.line(80, needed=True),
    "note": read.line(500),
    "why": read.line(LONGEST_WHY),
    "software_version": read.line(40),
    "order_date": read.if_any(read.day),
    "remaining": read.if_any(read.amount),
}
NEW_VERSION = Text(
    "请填写升级后的软件版本。", "Write down the version of the software that is installed now."
)
KEPT_STAYS = Text(
    "利旧表中有保留的部件：它们留在旧系统，其保障不变。",
    "The reuse table keeps components: they stay with the old system, and so does their cover.",
)

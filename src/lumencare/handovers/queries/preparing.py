"""What the form of a handover begins with: the new system, the reuse table, what is open."""

from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.request import BomLine
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import ReuseRow
from lumencare.domain.upgrade.open_things import OpenThing
from lumencare.handovers.accepted import (
    accepted_on,
    accepted_option,
    is_software,
    keeps_something,
    replaced_parts,
)
from lumencare.handovers.open_things import open_things
from lumencare.handovers.queries.page import find_accepted
from lumencare.sites.facts import latest_bom, latest_lines
from lumencare.sites.leaving import Gone, list_after, missing
from lumencare.sites.models import System
from lumencare.upgrades.models import ProposalVersion
from lumencare.upgrades.targets import targets_of

MOST_REFS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is known before a handover; `missing` are parts that the old system has no more.

    `listed` are the lines of its hardware list: what goes is one of them, as a rule.
    """

    version: ProposalVersion
    kind: str
    accepted_on: date
    ref: str
    name: str
    system_type: str
    warranty_class: str
    start_up: str
    software: str
    whole: bool
    has_list: bool
    listed: tuple[BomLine, ...]
    rows: tuple[ReuseRow, ...]
    missing: tuple[Gone, ...]
    things: tuple[OpenThing, ...]


def prepare(user: User, number: str) -> Prepared:
    """Return what a handover begins with, for who records it; Http404 else."""
    require_right(user, Right.COMPLETE_UPGRADES)
    version = find_accepted(user, number)
    option, system = accepted_option(version), version.proposal.system
    software, whole = is_software(option), not keeps_something(option)
    target = targets_of(system.system_type).get(option.target, Text(option.target, option.target))
    return Prepared(
        version=version,
        kind=option.kind.value,
        accepted_on=accepted_on(version),
        ref="" if software else _free_ref(system),
        name=system.name if software else f"{target.zh or system.name} · {system.site.name}"[:200],
        system_type=(target.zh or system.system_type)[:200],
        warranty_class=system.warranty_class,
        start_up=system.start_up,
        software=system.software_version if software else "",
        whole=whole,
        has_list=latest_bom(system) is not None,
        listed=() if software else tuple(latest_lines(system)),
        rows=() if software else option.replaced,
        missing=() if software else missing(system, replaced_parts(option, {})),
        things=() if software else _things(version, system, whole=whole),
    )


def _things(version: ProposalVersion, system: System, *, whole: bool) -> tuple[OpenThing, ...]:
    leaving = None if whole else replaced_parts(accepted_option(version), {})
    gone = list_after(system, leaving).gone
    return open_things(system, gone, version.proposal.number, whole=whole)


def _free_ref(system: System) -> str:
    """Return a reference that no system has: the old one's with a letter for the upgrade."""
    for place in range(1, MOST_REFS):
        found = f"{system.ref}-U{place}"[:60]
        if not System.objects.filter(ref__iexact=found).exists():
            return found
    return ""

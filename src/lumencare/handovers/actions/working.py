"""The work of an accepted option: a visit for each man-day, to be assigned as any other."""

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_CEILING

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.upgrade.lines import Line, LineKind
from lumencare.field.actions import propose
from lumencare.field.actions.proposing import LONGEST_SUMMARY, Wish
from lumencare.field.models import Visit
from lumencare.handovers.accepted import accepted_option, work_lines
from lumencare.handovers.models import UpgradeVisit
from lumencare.pricebook.queries import edition_in_force
from lumencare.upgrades.actions.steps import lock_proposal
from lumencare.upgrades.models import ProposalVersion

TENTHS = 10
# More days than this are planned by hand, a part at a time.
MOST_VISITS = 60


def propose_work(version: ProposalVersion, *, now: datetime) -> list[Visit]:
    """Propose the visits of an accepted option, in the transaction of the acceptance."""
    return _propose(version, by=None, now=now)


def plan_work(version: ProposalVersion, *, by: User, now: datetime) -> list[Visit]:
    """Propose the visits that are missing: those that were called off, or beyond the first ones."""
    require_right(by, Right.COMPLETE_UPGRADES)
    with transaction.atomic():
        lock_proposal(version)
        return _propose(version, by=by, now=now)


def _propose(version: ProposalVersion, *, by: User | None, now: datetime) -> list[Visit]:
    planned = set(
        UpgradeVisit.objects.filter(proposal_version=version)
        .exclude(visit__state__in=["cancelled", "missed"])
        .values_list("line", "day")
    )
    UpgradeVisit.objects.filter(
        proposal_version=version, visit__state__in=["cancelled", "missed"]
    ).delete()
    services = {each.code for each in edition_in_force(in_shanghai(now).date()).services}
    made: list[Visit] = []
    for line in work_lines(accepted_option(version)):
        for day, tenths in enumerate(_days(line), 1):
            if (line.key, day) in planned or len(planned) + len(made) >= MOST_VISITS:
                continue
            wish = _wish(version, line, tenths, services)
            visit = propose(wish, by=by, now=now, why=version.proposal.number)
            UpgradeVisit.objects.create(
                proposal_version=version, line=line.key, day=day, visit=visit
            )
            made.append(visit)
    return made


def _wish(version: ProposalVersion, line: Line, tenths: int, services: set[str]) -> Wish:
    system, number = version.proposal.system, version.proposal.number
    is_service = line.kind is LineKind.MAN_DAYS and line.service in services
    return Wish(
        kind=VisitKind.ADDED_VALUE if is_service else VisitKind.SURVEY,
        site=system.site,
        system=system,
        summary=f"{number} {line.text}"[:LONGEST_SUMMARY],
        service=line.service if is_service else "",
        tenths=tenths,
        sold_by=number,
    )


def _days(line: Line) -> Iterator[int]:
    """Yield the tenths of each day of a line: whole days, and what is left of the last one."""
    tenths = int((line.quantity * TENTHS).to_integral_value(ROUND_CEILING))
    while tenths > 0:
        yield min(tenths, TENTHS)
        tenths -= TENTHS

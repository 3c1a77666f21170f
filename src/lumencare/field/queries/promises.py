"""The promise report: sold response options that reach or roster can keep no more (RO-5)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.condition_kinds import REACH
from lumencare.contracts.models import Condition
from lumencare.data.skills import skills_for
from lumencare.domain.dispatch.facts import EngineerTime
from lumencare.domain.dispatch.promised_way import PromisedWay, WayFit, judge_way
from lumencare.domain.place import Verdict
from lumencare.domain.text import Reason, Text
from lumencare.field.facts import time_of
from lumencare.field.models import Engineer
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import place_of, reach_of_site
from lumencare.sites.models import HeldPlan

OPTIONS = ("24h", "48h", "72h")
CORRECTIVE = "corrective"


class Keeping(StrEnum):
    """Whether a promise can be kept today; what needs somebody comes first."""

    LOST = "lost"
    NOBODY = "nobody"
    FAR = "far"
    OPEN = "open"
    CONFIRMED = "confirmed"
    KEPT = "kept"


KEEPING_NAMES = {
    Keeping.LOST: Text("已不可达", "Out of reach"),
    Keeping.NOBODY: Text("没有可派的工程师", "No engineer for it"),
    Keeping.FAR: Text("按排班赶不到", "Too far for the roster"),
    Keeping.OPEN: Text("待确认", "To be confirmed"),
    Keeping.CONFIRMED: Text("人员已确认", "Confirmed by staff"),
    Keeping.KEPT: Text("可以兑现", "Can be kept"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """An option that a system holds, and what today's data and roster make of it.

    `confirmed_by`, `confirmed_at` and `ground` tell of the confirmation of the contract, `way` how
    the nearest engineer with the skills stands to it.
    """

    contract: str
    site_pk: int
    site_name: str
    city: str
    system_pk: int
    system_name: str
    commitment: str
    until: date
    keeping: Keeping
    available: str
    because: tuple[Reason, ...]
    confirmed_by: str
    confirmed_at: datetime | None
    ground: str
    engineers: int
    way: Text | None

    @property
    def name(self) -> Text:
        """How it is said whether it can be kept."""
        return KEEPING_NAMES[self.keeping]


def promise_report(user: User, on: date) -> tuple[PromiseRow, ...]:
    """Return every response option in force on a day, those that need somebody first."""
    require_right(user, Right.SEE_CASES)
    held = HeldPlan.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), code__in=OPTIONS, starts_on__lte=on, ends_on__gt=on
    )
    rows = list(held.select_related("system__site").order_by("source", "pk"))
    confirmed = _confirmations({each.source for each in rows})
    staff = _roster(on)
    found = [_row(each, confirmed.get((each.source, each.code)), staff, on) for each in rows]
    order = list(Keeping)
    return tuple(sorted(found, key=lambda each: (order.index(each.keeping), each.contract)))


def _row(
    held: HeldPlan, condition: Condition | None, staff: list[EngineerTime], on: date
) -> PromiseRow:
    system = held.system
    site = system.site
    edition = edition_in_force(on)
    options = reach_of_site(edition, site).options
    option = next((each for each in options if each.commitment.value == held.code), None)
    available = option.available if option else Verdict.NO
    needs = {each.code for each in skills_for(system.system_type, CORRECTIVE)}
    able = [each for each in staff if needs <= each.skills]
    promised = next((each for each in edition.responses if each.code == held.code), None)
    way = judge_way(promised, place_of(site), able) if able and promised else None
    return PromiseRow(
        contract=held.source,
        site_pk=site.pk,
        site_name=site.name,
        city=site.city,
        system_pk=system.pk,
        system_name=system.name,
        commitment=held.code,
        until=held.ends_on,
        keeping=_keeping(available, condition, way, is_rostered=bool(staff)),
        available=available.value,
        because=option.because if option else (),
        confirmed_by=condition.met_by_name if condition else "",
        confirmed_at=condition.met_at if condition else None,
        ground=condition.note if condition else "",
        engineers=len(able),
        way=way.reason.text if way else None,
    )


def _keeping(
    available: Verdict, condition: Condition | None, way: PromisedWay | None, *, is_rostered: bool
) -> Keeping:
    """Judge a promise: data that says no outweighs a confirmation made before it did.

    Without any engineer on the roster nobody keeps one here, and the roster says nothing.
    """
    if available is Verdict.NO:
        return Keeping.LOST
    if is_rostered and way is None:
        return Keeping.NOBODY
    if way is not None and way.fit is WayFit.NOT:
        return Keeping.FAR
    if available is Verdict.YES:
        return Keeping.KEPT
    return Keeping.CONFIRMED if condition else Keeping.OPEN


def _confirmations(numbers: set[str]) -> dict[tuple[str, str], Condition]:
    """Return what staff confirmed, by contract and option; the latest of each."""
    rows = Condition.objects.filter(
        contract__number__in=numbers, kind=REACH, line__isnull=False, met_at__isnull=False
    )
    rows = rows.select_related("contract", "line").order_by("met_at")
    return {(each.contract.number, each.line.code): each for each in rows if each.line}


def _roster(on: date) -> list[EngineerTime]:
    """Return who goes out on a day: skills, days not worked and where each starts from."""
    rows = Engineer.objects.filter(Q(left_on=None) | Q(left_on__gt=on), person__is_active=True)
    return [time_of(each, ()) for each in rows.select_related("person")]

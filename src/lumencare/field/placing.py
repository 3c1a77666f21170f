"""The check of a slot on the server: what stands against it, and what the visit costs then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lumencare.accounts.models import User
from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.dispatch.checks import Chosen, obstacles
from lumencare.domain.dispatch.mandays import Agreed, Priced, PriceLine, price_visit, total_of
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused, unless_stated
from lumencare.domain.readiness.relying import PROGRAMMING, Ground, Relying, Work
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.facts import Reach, engineer_times, midnight, wanted_of
from lumencare.field.models import Engineer, Visit
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.models import System
from lumencare.sites.relying import relying_of, require_records

DAY = timedelta(days=1)
STATED = {Ground.STATED.value, Ground.EARLIER.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Who comes and when.

    `why` states the reason where something stands against it that may be overruled; `because` is
    kept as the reason where nothing does, and overrules nothing. `agreed` is what staff entered for
    hours without a published price (D-9).
    """

    engineer: Engineer
    starts_at: datetime
    ends_at: datetime
    why: str = ""
    agreed: Agreed | None = None
    because: str = ""

    @property
    def told(self) -> str:
        """The reason that is kept with the move."""
        return self.why or self.because


def require_slot(visit: Visit, placement: Placement, now: datetime) -> None:
    """Raise Refused with the first thing against a slot, unless it may be stated and is."""
    start, end = in_shanghai(placement.starts_at), in_shanghai(placement.ends_at)
    reach = Reach(midnight(start), midnight(end) + DAY)
    times = engineer_times([placement.engineer], reach, now, besides=visit)
    chosen = Chosen(start, end, in_shanghai(now))
    for each in obstacles(wanted_of(visit), times[0], chosen, calendar_in_force()):
        if not each.may_be_stated:
            raise Refused(each.reason)
        if not placement.why:
            raise Refused(unless_stated(each.reason))


def records_ground(visit: Visit, placement: Placement, *, by: User, now: datetime) -> str:
    """Return on what a visit for programming goes on; Refused where the database is not there.

    Empty for a visit that relies on no record. One that is moved goes on as it was booked.
    """
    relying = relying_on_records(visit, now)
    if relying is None:
        return ""
    if relying.against and visit.engineer_id and visit.records_ground in STATED:
        return visit.records_ground
    on, why = in_shanghai(now).date(), placement.why
    return require_records(_systems(visit), Work.PROGRAMMING_VISIT, why, by=by, on=on).value


def relying_on_records(visit: Visit, now: datetime) -> Relying | None:
    """Return what stands against a visit for programming; None for any other."""
    if visit.service not in PROGRAMMING:
        return None
    return relying_of(_systems(visit), Work.PROGRAMMING_VISIT, in_shanghai(now).date())


def _systems(visit: Visit) -> list[System]:
    """Return what is programmed: the system, or whichever of the site where none is named."""
    if visit.system is not None:
        return [visit.system]
    return list(visit.site.systems.filter(retired_on=None).order_by("pk"))


def price_fields(visit: Visit, placement: Placement, now: datetime) -> dict[str, Any]:
    """Return what a visit costs at a time, frozen; Refused where hours need a price (D-9)."""
    edition = edition_in_force(in_shanghai(now).date())
    priced = Priced(
        start=in_shanghai(placement.starts_at),
        end=in_shanghai(placement.ends_at),
        tenths=visit.tenths,
        service=visit.service,
        drawn=visit.allowance_id is not None,
    )
    # What a proposal sold has its price there, for the hours that it names.
    lines = (
        ()
        if visit.sold_by
        else price_visit(
            priced, edition=edition, calendar=calendar_in_force(), agreed=placement.agreed
        )
    )
    used = any(each.rule == "D-9" for each in lines)
    agreed = placement.agreed if used else None
    return {
        "price_lines": [_kept(each) for each in lines],
        "net_fen": total_of(lines).fen,
        "edition": edition.code,
        "agreed_fen": None if agreed is None else agreed.net.fen,
        "agreed_why": "" if agreed is None else agreed.why,
    }


def agreed_of(visit: Visit) -> Agreed | None:
    """Return the price that staff entered for a visit, where they did."""
    if visit.agreed_fen is None:
        return None
    return Agreed(Money.of_fen(visit.agreed_fen), visit.agreed_why)


def _kept(line: PriceLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "zh": line.text.zh,
        "en": line.text.en,
        "rule": line.rule,
        "tenths": line.tenths,
        "minutes": line.minutes,
        "net": str(line.net),
    }

"""The check of a slot on the server: what stands against it, and what the visit costs then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.dispatch.checks import Chosen, obstacles
from lumencare.domain.dispatch.mandays import Agreed, Priced, PriceLine, price_visit, total_of
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Reason, Text
from lumencare.field.facts import Reach, engineer_times, midnight, wanted_of
from lumencare.field.models import Engineer, Visit
from lumencare.pricebook.queries import edition_in_force

DAY = timedelta(days=1)


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
            raise Refused(_unless_stated(each.reason))


def _unless_stated(reason: Reason) -> Reason:
    """Return a reason that says that it may be overruled by another."""
    text = Text(
        f"{reason.text.zh}如仍要安排，请填写理由。",
        f"{reason.text.en} To go on nevertheless, state why.",
    )
    return Reason(reason.rule, reason.applies, text, {**reason.facts, "may_be_stated": True})


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

"""What a report of now would be promised: told before it is sent, also that it is out of hours."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.calendars.queries import calendar_in_force
from lumencare.desk.facts import cover_basis
from lumencare.domain.codes import NO_COVER, Cause
from lumencare.domain.commitments import due
from lumencare.domain.coverage import decide
from lumencare.domain.servicehours import next_business_moment
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.saying import say_to_owner
from lumencare.sites.visitors import Visitor, systems_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A system with who pays if it breaks, and by when somebody would start on a fault of now.

    `promise` is None where nothing is promised: the desk then answers as it can.
    """

    system: int
    name: str
    headline: Text
    promise: Text | None
    due_at: datetime | None


def promises_of(visitor: Visitor, site: int, now: datetime) -> tuple[Promise, ...]:
    """Return what a fault of each system at a site would be promised now."""
    found = []
    moment = in_shanghai(now)
    on, calendar = moment.date(), calendar_in_force()
    for row in systems_of(visitor).filter(site=site, order_date__lte=on).order_by("ref"):
        basis = cover_basis(row, on, cause=Cause.PRODUCT)
        decision = decide(basis.edition, basis.facts)
        option = basis.edition.response_by_code.get(decision.response)
        by = None
        if option is not None and decision.response != NO_COVER:
            by = due(now, option, calendar=calendar, with_reasons=False).due
        found.append(
            Promise(
                system=row.pk,
                name=row.name,
                headline=say_to_owner(decision),
                promise=option.text if option and by else None,
                due_at=by,
            )
        )
    return tuple(found)


def opens_at(now: datetime) -> datetime | None:
    """Return when business hours begin again; None while they run."""
    moment = in_shanghai(now)
    opening = next_business_moment(calendar_in_force(), moment)
    return None if opening == moment else opening

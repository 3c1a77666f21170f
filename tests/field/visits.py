"""Engineers and visits in every state, to start a test from."""

from datetime import datetime, timedelta
from typing import Any

from lumencare.accounts.models import User
from lumencare.contracts.models import Allowance
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.shanghai import SHANGHAI
from lumencare.field.actions import (
    Finish,
    Placement,
    Wish,
    add_engineer,
    arrive,
    book,
    finish,
    propose,
)
from lumencare.field.models import Engineer, Visit
from lumencare.sites.models import Site
from tests.contracts.contracts import active, coordinator
from tests.office import NOW, person, site, system

# Friday 2026-01-16, the day after NOW; the Monday after it.
FRIDAY_8 = datetime(2026, 1, 16, 8, 0, tzinfo=SHANGHAI)
MONDAY_8 = datetime(2026, 1, 19, 8, 0, tzinfo=SHANGHAI)
HALF = timedelta(hours=5)
ALL_SKILLS = "commercial,homes,shades,programming,teaching"


def engineer(name: str = "李思远", city: str = "上海市", **more: Any) -> Engineer:
    """Return an engineer who can do everything, in business hours."""
    typed = {"group": "shanghai", "city": city, "skills": ALL_SKILLS, "phone": "", **more}
    return add_engineer(person("engineer", name=name), typed, by=coordinator(), now=NOW)


def proposed(at: Site | None = None, **more: Any) -> Visit:
    """Return a visit to repair something that nobody is to make yet."""
    facts: dict[str, Any] = {"kind": VisitKind.CORRECTIVE, "summary": "大堂调光失控", **more}
    return propose(Wish(site=at or site(), **facts), by=coordinator(), now=NOW)


def placement(of: Engineer, start: datetime = FRIDAY_8, **more: Any) -> Placement:
    """Return half a day with an engineer."""
    return Placement(engineer=of, starts_at=start, ends_at=start + HALF, **more)


def booked(of: Engineer, visit: Visit | None = None, start: datetime = FRIDAY_8) -> Visit:
    """Return a visit that an engineer is booked for."""
    return book(visit or proposed(), placement(of, start), by=coordinator(), now=NOW)


def on_site(of: Engineer, visit: Visit | None = None, start: datetime = FRIDAY_8) -> Visit:
    """Return a visit whose engineer is on site since its start."""
    one = booked(of, visit, start)
    return arrive(one, at=start, by=of.person, now=start)


def done(
    of: Engineer,
    visit: Visit | None = None,
    *,
    trained: bool = False,
    start: datetime = FRIDAY_8,
) -> Visit:
    """Return a visit that is done at its planned end."""
    one, end = on_site(of, visit, start), start + HALF
    return finish(one, Finish(at=end, trained=trained), by=of.person, now=end)


def preventive(tenths: int = 10) -> Visit:
    """Return a visit that draws from the yearly man-day of a contract in force."""
    one = system()
    active("service-care", of=one)
    day = Allowance.objects.get(code="preventive-man-day")
    return proposed(one.site, kind=VisitKind.PREVENTIVE, system=one, allowance=day, tenths=tenths)


def dispatcher() -> User:
    """Return somebody who assigns visits."""
    return coordinator()

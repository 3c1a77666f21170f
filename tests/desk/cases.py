"""Cases to start a test from."""

from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.desk.actions import open_case
from lumencare.desk.models import Case
from lumencare.desk.reading import Report
from lumencare.domain.shanghai import SHANGHAI
from lumencare.sites.models import HeldPlan, System
from tests.office import person, system


def moment(text: str) -> datetime:
    """Return an instant of Shanghai: `2026-01-15 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def held(of: System, code: str, start: date, end: date, **more: Any) -> HeldPlan:
    """Return a row of what a system holds, from a first day up to a day."""
    facts = {"bought_on": start, "source": "C-2601-001", **more}
    return HeldPlan.objects.create(system=of, code=code, starts_on=start, ends_on=end, **facts)


def served(response: str = "", **more: Any) -> System:
    """Return a system with 12 months of Service Care, and a response option where one is named."""
    found = system(**more)
    span = (date(2025, 6, 1), date(2026, 6, 1))
    held(found, "service-care", *span)
    if response:
        held(found, response, *span)
    return found


def support() -> User:
    """Return the person at the hotline; the same each time."""
    return User.objects.filter(name="热线").first() or person("support", name="热线")


def opened(
    of: System | None = None, at: str = "2026-01-15 10:00", by: User | None = None, **more: Any
) -> Case:
    """Return a case that was reported and opened at a moment."""
    facts = {"summary": "大堂灯光无法调暗", "reporter_name": "王建国", **more}
    report = Report(system=of, **facts)
    return open_case(report, by=by or support(), now=moment(at)).case

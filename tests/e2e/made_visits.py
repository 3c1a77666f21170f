"""A visit of today for the engineer of the served office, made in a process of its own."""

import sqlite3
from typing import TYPE_CHECKING

from tests.e2e.inside import home_of, run_inside
from tests.e2e.served import Served

if TYPE_CHECKING:
    from datetime import datetime

    from lumencare.accounts.models import User
    from lumencare.field.models import Engineer, Visit

# So short that every test finds a free one at any hour of the day, whatever is booked already.
SLOTS = 24 * 12
MINUTES, EVERY = 2, 5
# At night and on days off a reason and a price are needed; the customer has agreed to both.
AGREED = "客户同意今天上门"


def make_visit(served: Served) -> str:
    """Return the number of a visit that is booked for today, for a case of a system."""
    return run_inside(served, "tests.e2e.made_visits")


def sent_about(served: Served, number: str) -> list[tuple[str, str]]:
    """Return what the office took in about a visit: kind and outcome, as it came."""
    base = sqlite3.connect(home_of(served) / "lumencare.db")
    try:
        found = base.execute(
            "select p.kind, p.outcome from field_phoneaction p join field_visit v"
            " on v.id = p.visit_id where v.number = ? order by p.id",
            (number,),
        )
        return list(found)
    finally:
        base.close()


def _make() -> str:
    from datetime import datetime

    from lumencare.accounts.models import User
    from lumencare.desk.actions import open_case
    from lumencare.desk.reading import Report
    from lumencare.domain.dispatch.states import VisitKind
    from lumencare.domain.shanghai import SHANGHAI
    from lumencare.field.actions import Wish, add_engineer, propose
    from lumencare.field.models import Engineer
    from lumencare.sites.models import HeldPlan

    now = datetime.now(SHANGHAI)  # noqa: TID251 - a process of its own, with its own clock.
    by = User.objects.filter(roles__role="coordinator").earliest("pk")
    person = User.objects.filter(roles__role="engineer").earliest("pk")
    engineer = Engineer.objects.filter(person=person).first()
    if engineer is None:
        typed = {"group": "shanghai", "city": "上海市", "skills": "commercial", "phone": ""}
        engineer = add_engineer(person, typed, by=by, now=now)
    systems = HeldPlan.objects.filter(system__site__contacts__isnull=False)
    of = systems.select_related("system__site").earliest("pk").system
    report = Report(summary="大堂回路无响应", system=of, reporter_name="王建国")
    case = open_case(report, by=by, now=now).case
    wish = Wish(
        kind=VisitKind.CORRECTIVE, site=of.site, system=of, summary="大堂回路无响应", case=case
    )
    return _book_today(propose(wish, by=by, now=now), engineer, by, now)


def _book_today(visit: "Visit", engineer: "Engineer", by: "User", now: "datetime") -> str:
    """Book the first time from now on that is free; return the number of the visit."""
    from datetime import timedelta

    from lumencare.domain.dispatch.mandays import Agreed
    from lumencare.domain.money import Money
    from lumencare.domain.problems import Refused
    from lumencare.field.actions import Placement, book

    length, agreed = timedelta(minutes=MINUTES), Agreed(Money.of_fen(480_000), AGREED)
    for slot in range(SLOTS):
        start = now - length + slot * timedelta(minutes=EVERY)
        placement = Placement(
            engineer=engineer, starts_at=start, ends_at=start + length, why=AGREED, agreed=agreed
        )
        try:
            return book(visit, placement, by=by, now=now).number
        except Refused:
            continue
    raise LookupError("no slot of today is free")


if __name__ == "__main__":
    import django

    django.setup()
    print(_make())

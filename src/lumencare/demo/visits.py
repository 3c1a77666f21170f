"""Engineers of the made-up office, and visits in every state around today."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import IO, Any

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.calendars.queries import calendar_in_force
from lumencare.demo import words
from lumencare.demo.going import MORNING, NOON, half_a_day
from lumencare.demo.people import Staff
from lumencare.demo.pictures import cabinet, signature
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE
from lumencare.domain.dispatch.checklists import CHECKLISTS
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.field.actions import (
    Finish,
    Wish,
    add_absence,
    add_engineer,
    arrive,
    book,
    cancel,
    finish,
    issue_report,
    miss,
    propose,
    set_out,
)
from lumencare.field.models import Engineer, Visit
from lumencare.field.phone import Sent, take_in
from lumencare.people.actions import add_person
from lumencare.sites.models import Site, System

ALL = "commercial,homes,shades,programming,teaching"
ENGINEERS = (
    ("李思远", "shanghai", "上海市", ALL, True),
    ("周凯", "shanghai", "苏州市", ALL, False),
    ("王海峰", "beijing", "北京市", ALL, True),
    ("马骏", "beijing", "天津市", ALL, False),
)
# The visit that was closed from a phone, with photos and a signature.
SIGNED = 3
# So many have their report at once; the job issues the others.
REPORTED = 2
PAST_KINDS = (VisitKind.CORRECTIVE, VisitKind.SURVEY, VisitKind.TRAINING)


def add_visits(staff: Staff, cases: Iterable[Case], now: datetime) -> None:
    """Add engineers, then visits of the last and the next days, in every state."""
    engineers = _engineers(staff, now)
    by = staff[Role.COORDINATOR]
    live = [each for each in cases if each.site and each.state in LIVE and each.clock == "running"]
    # The last one is on leave soon.
    _for_cases(live, engineers[:-1], by, now)
    _past(engineers, by, now)
    for each in Visit.objects.filter(state="done").order_by("pk")[:REPORTED]:
        issue_report(each, by=None, now=now)
    _wishes(by, now)


def _engineers(staff: Staff, now: datetime) -> list[Engineer]:
    """Make engineers of the office's own and of four more; one of them is away next week."""
    by = staff[Role.COORDINATOR]
    people = [staff[Role.ENGINEER]]
    for number, (name, *_rest) in enumerate(ENGINEERS, start=2):
        address = f"engineer{number}@{words.MAIL_DOMAIN}"
        people.append(
            add_person(address, name=name, roles=[Role.ENGINEER], password=words.PASSWORD, now=now)
        )
    facts = (("顾峰", "shanghai", "上海市", ALL, True), *ENGINEERS)
    found = []
    for person, (_name, group, city, skills, nights) in zip(people, facts, strict=True):
        ticked = "on" if nights else ""
        typed = {"group": group, "city": city, "skills": skills, "phone": ""}
        also = {"evenings": ticked, "weekends": ticked, "days_off": "", "left_on": ""}
        found.append(add_engineer(person, {**typed, **also}, by=by, now=now))
    first = in_shanghai(now).date() + 6 * DAY
    away = {
        "kind": "leave",
        "starts_at": f"{first}T08:00",
        "ends_at": f"{first + DAY}T18:00",
        "note": "年假",
    }
    add_absence(found[-1], away, by=by, now=now)
    return found


def _for_cases(live: list[Case], engineers: list[Engineer], by: User, now: datetime) -> None:
    """Propose a visit for each case that waits; book the first ones on the next business days."""
    days = _business_days(in_shanghai(now).date())
    for index, case in enumerate(live):
        site = case.site
        if site is None:
            continue
        wish = Wish(
            kind=VisitKind.CORRECTIVE,
            site=site,
            system=case.system,
            summary=case.summary,
            case=case,
        )
        visit = propose(wish, by=by, now=now)
        if index < len(live) // 2:
            engineer = engineers[index % len(engineers)]
            # The first one's mornings stay free: what breaks tonight is due when the office opens.
            start = NOON if engineer == engineers[0] else MORNING
            day = days[1 + index // 3]
            book(visit, half_a_day(engineer, day, start), by=by, now=now)


def _past(engineers: list[Engineer], by: User, now: datetime) -> None:
    """Visits that took place, one that did not, and one that was called off."""
    sites = list(Site.objects.order_by("pk")[: 4 * len(PAST_KINDS)])
    today = in_shanghai(now).date()
    days = _business_days(today - 24 * DAY, until=today)[-len(sites) :]
    for index, (site, day) in enumerate(zip(sites, days, strict=False)):
        engineer, then = engineers[index % len(engineers)], at(day - DAY, NOON)
        system = System.objects.filter(site=site, retired_on=None).order_by("pk").first()
        wish = Wish(
            kind=PAST_KINDS[index % len(PAST_KINDS)],
            site=site,
            system=system,
            summary="现场检查与处理",
        )
        visit = propose(wish, by=by, now=then)
        book(visit, half_a_day(engineer, day), by=by, now=then)
        _end(visit, index, engineer, day, by)


def _end(visit: Visit, index: int, engineer: Engineer, day: date, by: User) -> None:
    start, end = at(day, MORNING), at(day, NOON)
    if index == 0:
        cancel(visit, why="客户取消", by=by, now=start - timedelta(hours=1))
    elif index == 1:
        miss(visit, why="现场停电，无法进入", by=engineer.person, now=start)
    else:
        set_out(visit, at=start - timedelta(minutes=50), by=engineer.person, now=start)
        arrive(visit, at=start, by=engineer.person, now=start)
        if index == SIGNED:
            _send_from_site(visit, engineer, end)
        else:
            said = Finish(at=end, findings=words.FINDINGS, unsigned_why=words.NOBODY_SIGNS)
            finish(visit, said, by=engineer.person, now=end)


def _send_from_site(visit: Visit, engineer: Engineer, end: datetime) -> None:
    """Close a visit as its engineer's phone would."""
    checks = [each.code for each in CHECKLISTS[VisitKind(visit.kind)]]
    things: tuple[tuple[str, dict[str, Any], IO[bytes] | None], ...] = (
        ("photo", {}, cabinet(7)),
        ("cause", {"cause": "product"}, None),
        (
            "part",
            {"part_number": "QSN-4A-S", "faulty_serial": "F0731", "new_serial": "N1188"},
            None,
        ),
        ("photo", {}, cabinet(12)),
        ("checks", {"checks": checks, "findings": words.FINDINGS}, None),
        ("sign", {"signer": words.SIGNER}, signature()),
        ("finish", {"fixed": True}, None),
    )
    for place, (kind, payload, file) in enumerate(things):
        sent = Sent(
            key=f"demo-{visit.number}-{place}",
            kind=kind,
            device_at=end,
            device_now=end,
            payload=payload,
            file=file,
        )
        take_in(visit, sent, by=engineer.person, now=end)


def _wishes(by: User, now: datetime) -> None:
    """Visits that nobody is to make yet: training and a survey."""
    for kind, site in zip((VisitKind.TRAINING, VisitKind.SURVEY), Site.objects.order_by("-pk"),
                          strict=False):  # fmt: skip
        propose(Wish(kind=kind, site=site, summary="与客户约定时间"), by=by, now=now)


def _business_days(first: date, until: date | None = None) -> list[date]:
    """Return business days from a day on, before another, or thirty of them."""
    calendar, day = calendar_in_force(), first
    found: list[date] = []
    while len(found) < 30 and (until is None or day < until):
        if calendar.is_business_day(day):
            found.append(day)
        day += DAY
    return found

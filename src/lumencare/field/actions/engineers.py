"""Engineers: added from people, changed, and when they are away."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.audit.actions import add_row, change_row
from lumencare.data.places import find_place
from lumencare.data.skills import skills
from lumencare.domain.dispatch.states import HOLDING
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.shanghai import in_shanghai, say_moment
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.models import Absence, Engineer, Visit
from lumencare.store import typed as read

LONGEST_NOTE = 200
LAST_WEEKDAY = 6


def _city(text: str) -> str:
    """Read a city that the reference data knows: travel is reckoned from it."""
    try:
        return find_place(text).name.zh
    except InputProblems as unknown:
        raise read.Wrong(unknown.problems[0].allowed) from unknown
    except Refused as outside:
        raise read.Wrong(outside.reason.text) from outside


def _skills(text: str) -> list[str]:
    codes = sorted({each.strip() for each in text.split(",") if each.strip()})
    if set(codes) - set(skills()):
        known = ", ".join(skills())
        raise read.Wrong(Text(f"可用：{known}。", f"Allowed: {known}."))
    return codes


def _weekdays(text: str) -> list[int]:
    days = {each.strip() for each in text.split(",") if each.strip()}
    read_days = {read_whole(each, LAST_WEEKDAY) for each in days}
    if None in read_days:
        raise read.Wrong(WEEKDAYS)
    return sorted(each for each in read_days if each is not None)


READERS: dict[str, read.Reader] = {
    "group": read.one_of(Engineer.Group.values),
    "city": _city,
    "skills": _skills,
    "phone": read.phone,
    "days_off": _weekdays,
    "evenings": read.yes_or_no,
    "weekends": read.yes_or_no,
    "left_on": read.if_any(read.day),
}


def add_engineer(person: User, typed: read.Typed, *, by: User, now: datetime) -> Engineer:
    """Make an engineer of a person who holds that role; the fields are those of the form."""
    require_right(by, Right.KEEP_ENGINEERS)
    values = read.read_all(typed, READERS)
    if Role.ENGINEER not in person.role_set or not person.is_active:
        raise InputProblems([Problem("person", person.name, OF_THE_ROLE)])
    with transaction.atomic():
        if Engineer.objects.select_for_update().filter(person=person).exists():
            raise InputProblems([Problem("person", person.name, THERE_ALREADY)])
        row = Engineer(person=person, created_at=now, **values)
        return add_row(row, by=by, now=now)


def change_engineer(row: Engineer, typed: read.Typed, *, by: User, now: datetime) -> Engineer:
    """Change the given fields of an engineer; one with visits ahead does not leave."""
    require_right(by, Right.KEEP_ENGINEERS)
    values = read.read_all(typed, READERS, given_only=True)
    with transaction.atomic():
        Engineer.objects.select_for_update().get(pk=row.pk)
        if values.get("left_on"):
            _require_no_visits(row, values["left_on"])
        return change_row(row, values, by=by, now=now)


def add_absence(row: Engineer, typed: read.Typed, *, by: User, now: datetime) -> Absence:
    """Put down when an engineer is away; Refused where a visit is booked in that time."""
    require_right(by, Right.KEEP_ENGINEERS)
    values = read.read_all(typed, ABSENCE_READERS)
    if values["ends_at"] <= values["starts_at"]:
        raise InputProblems([Problem("ends_at", str(typed.get("ends_at")), LATER)])
    with transaction.atomic():
        Engineer.objects.select_for_update().get(pk=row.pk)
        _require_unbooked(row, values)
        absence = Absence(engineer=row, created_at=now, **values)
        return add_row(absence, by=by, now=now)


def end_absence(absence: Absence, *, by: User, now: datetime) -> Absence:
    """Take an absence back: the engineer can be booked then."""
    require_right(by, Right.KEEP_ENGINEERS)
    if absence.ended_at is not None:
        return absence
    return change_row(absence, {"ended_at": now}, by=by, now=now, action="end-absence")


def _moment(text: str) -> datetime:
    try:
        return in_shanghai(datetime.fromisoformat(text.strip()))
    except ValueError as error:
        raise read.Wrong(MOMENT) from error


ABSENCE_READERS: dict[str, read.Reader] = {
    "kind": read.one_of(Absence.Kind.values),
    "starts_at": _moment,
    "ends_at": _moment,
    "note": read.line(LONGEST_NOTE),
}


def _require_unbooked(row: Engineer, values: dict[str, Any]) -> None:
    booked = Visit.objects.filter(
        engineer=row,
        state__in=HOLDING,
        starts_at__lt=values["ends_at"],
        ends_at__gt=values["starts_at"],
    )
    _refuse_for(booked.select_related("site").order_by("starts_at").first())


def _require_no_visits(row: Engineer, left_on: date) -> None:
    ahead = Visit.objects.filter(engineer=row, state__in=HOLDING, ends_at__date__gte=left_on)
    _refuse_for(ahead.select_related("site").order_by("starts_at").first())


def _refuse_for(visit: Visit | None) -> None:
    if visit is None or visit.starts_at is None:
        return
    when = say_moment(in_shanghai(visit.starts_at))
    text = Text(
        f"该时间已安排 {visit.number} {visit.site.name}（{when.zh}），请先改派。",
        f"{visit.number} {visit.site.name} is booked then ({when.en}); give it to somebody else "
        "first.",
    )
    raise Refused(does_not_apply("SC-4", text, visit=visit.number))


WEEKDAYS = Text(
    "应为 0（周一）至 6（周日），以逗号分隔。", "Numbers from 0 (Monday) to 6, with commas between."
)
OF_THE_ROLE = Text(
    "应为在职且具有“现场工程师”角色的人员。",
    "A person here who holds the role of a field engineer is expected.",
)
THERE_ALREADY = Text("此人已是工程师。", "This person is an engineer already.")
LATER = Text("结束应晚于开始。", "The end comes after the start.")
MOMENT = Text("应为时刻，如 2026-11-17T08:00。", "An instant is expected, like 2026-11-17T08:00.")

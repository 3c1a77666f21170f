"""Visits that lie on what a holiday notice makes free: which they are, and where they could go."""

from datetime import date, datetime

from lumencare.accounts.models import User
from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.calendars.queries import (
    calendar_in_force,
    calendar_with,
    calendar_without,
    year_of,
)
from lumencare.domain.calendar_changes import changed_days
from lumencare.domain.workcalendar import SATURDAY, DayKind
from lumencare.field.models import Visit
from lumencare.field.queries.on_holidays import (
    FreedDays,
    OnHoliday,
    visits_on,
    with_next_slots,
)

# For how many visits slots are looked for at once; the others follow when these are moved.
MOST = 40


def visits_on_holidays(user: User, notice: HolidayNotice, now: datetime) -> list[Visit]:
    """Return the visits that stand on days a draft would make free, or one in force has made so."""
    return visits_on(user, days_freed(notice), now)


def next_slots(
    user: User, notice: HolidayNotice, visits: list[Visit], now: datetime
) -> tuple[OnHoliday, ...]:
    """Return the first of some visits with the next slot of each, under a notice's calendar."""
    draft = notice.state == NoticeState.DRAFT
    calendar = calendar_with(notice) if draft else calendar_in_force()
    return with_next_slots(user, visits[:MOST], calendar, now)


def visits_left(user: User, now: datetime) -> list[tuple[HolidayNotice, Visit]]:
    """Return what still stands on holidays that were announced after it was booked."""
    rows = HolidayNotice.objects.filter(state=NoticeState.IN_FORCE, year__gte=now.year)
    deciding = {each.year: each for each in rows.defer("text").order_by("approved_at", "pk")}
    return [
        (notice, visit)
        for _, notice in sorted(deciding.items())
        for visit in visits_on_holidays(user, notice, now)
    ]


def days_freed(notice: HolidayNotice) -> FreedDays:
    """Return the days that a notice makes free, each with since when that is known."""
    if notice.state == NoticeState.DRAFT:
        changed = changed_days(calendar_in_force(), calendar_with(notice))
        return {each.day: None for each in changed if not each.works}
    return _freed_in_force(notice)


def _freed_in_force(notice: HolidayNotice) -> FreedDays:
    """Return the days of a notice that decides; what an earlier one made free is known since."""
    rows = list(
        HolidayNotice.objects.filter(state=NoticeState.IN_FORCE, year=notice.year)
        .defer("text")
        .order_by("approved_at", "pk")
    )
    if not rows or rows[-1].pk != notice.pk:
        return {}
    calendar = calendar_in_force()
    since: dict[date, datetime | None] = {}
    for row in rows:
        for day in _weekday_holidays(row):
            if not calendar.is_business_day(day):
                since.setdefault(day, row.approved_at)
    # A Saturday that was to be worked and is not any more.
    for each in changed_days(calendar_without(notice), calendar):
        if not each.works:
            since.setdefault(each.day, notice.approved_at)
    return since


def _weekday_holidays(notice: HolidayNotice) -> list[date]:
    """Return the holidays that are no days at a weekend: those have hours of their own (NB-1)."""
    return [
        each.day
        for each in year_of(notice).days
        if each.kind is DayKind.HOLIDAY and each.day.weekday() < SATURDAY
    ]

"""Booked visits on days that became free, and for each the next slot that keeps its promise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.recounting import due_under
from lumencare.domain.dispatch.facts import Busy, EngineerTime, Wanted
from lumencare.domain.dispatch.slots import Search, Slot, missing, next_slot
from lumencare.domain.dispatch.states import KIND_NAMES, VisitKind, VisitState
from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.field.facts import Reach, engineer_times, place_of, wanted_of
from lumencare.field.models import Visit, VisitMove
from lumencare.field.queries.rows import visible_engineers, visible_visits

# Past the longest holiday and a week more; before the day only where nothing after it is in time.
AHEAD, BACK = timedelta(days=21), timedelta(days=14)
# A day that became free, and until when a visit was placed on it unknowingly; None: until now.
FreedDays = Mapping[date, datetime | None]


@dataclass(frozen=True, slots=True)
class OnHoliday:
    """A visit on a day that became free, with where it could go, or why nowhere."""

    visit: Visit
    slot: Slot | None
    why_not: Text | None

    @property
    def is_chosen(self) -> bool:
        """Whether it is moved unless somebody says otherwise: not what a customer agreed to."""
        return self.slot is not None and self.visit.confirmed_at is None


def visits_on(user: User, days: FreedDays, now: datetime) -> list[Visit]:
    """Return the visits that were booked for days before these became free, earliest first.

    Whoever books one onto a holiday afterwards knows it, and has said why.
    """
    rows = visible_visits(user).filter(state=VisitState.BOOKED.value, starts_at__gte=now)
    if not days:
        return []
    rows = rows.filter(
        starts_at__gte=at(min(days), time()), starts_at__lt=at(max(days) + DAY, time())
    )
    placed = VisitMove.objects.filter(visit=OuterRef("pk")).order_by("-pk").values("at")[:1]
    rows = rows.select_related("allowance").annotate(placed_at=Subquery(placed))
    found = [(each, each.placed_at) for each in rows.order_by("starts_at", "pk")]
    return [each for each, placed_at in found if _stands(each, placed_at, days)]


def _stands(visit: Visit, placed_at: datetime | None, days: FreedDays) -> bool:
    if visit.starts_at is None:
        return False
    day = in_shanghai(visit.starts_at).date()
    if day not in days:
        return False
    until = days[day]
    return until is None or placed_at is None or placed_at <= until


def with_next_slots(
    user: User, visits: Sequence[Visit], calendar: WorkCalendar, now: datetime
) -> tuple[OnHoliday, ...]:
    """Return for each visit the next slot under a calendar; no two of them take the same one.

    A visit stays with its engineer where they can come in time. Slots before its day are looked
    for only where none after it keeps the promise.
    """
    require_right(user, Right.KEEP_VISITS)
    if not visits:
        return ()
    times = _times(user, visits, now)
    due = due_under({each.case_id for each in visits if each.case_id}, calendar)
    found = []
    for visit in visits:
        wanted = wanted_of(visit)
        if visit.case_id in due:
            # The promise of a case is read under the same calendar as the slots.
            moved = due[visit.case_id]
            wanted = replace(wanted, due_at=None if moved is None else in_shanghai(moved))
        slot = _slot_of(visit, wanted, times, calendar, now)
        if slot is not None:
            times[slot.engineer] = _taken(times[slot.engineer], slot, visit)
        found.append(OnHoliday(visit, slot, None if slot else _why_not(wanted, times)))
    return tuple(found)


def _times(user: User, visits: Sequence[Visit], now: datetime) -> dict[int, EngineerTime]:
    days = [_day_of(each) for each in visits]
    reach = Reach(at(min(days) - BACK - DAY, time()), at(max(days) + AHEAD + DAY, time()))
    rows = list(visible_engineers(user).filter(person__is_active=True))
    return {each.key: each for each in engineer_times(rows, reach, now)}


def _slot_of(
    visit: Visit,
    wanted: Wanted,
    times: Mapping[int, EngineerTime],
    calendar: WorkCalendar,
    now: datetime,
) -> Slot | None:
    day, today = _day_of(visit), in_shanghai(now).date()
    own = [each for key, each in times.items() if key == visit.engineer_id]
    for days in (Span(day, day + AHEAD), Span(max(today, day - BACK), max(today, day))):
        search = Search(in_shanghai(now), days, calendar)
        for people in (own, list(times.values())):
            slot = next_slot(wanted, people, search)
            if slot is not None:
                return slot
    return None


def _taken(engineer: EngineerTime, slot: Slot, visit: Visit) -> EngineerTime:
    """Return an engineer's time with a proposal in it, for the proposals that follow."""
    name = KIND_NAMES[VisitKind(visit.kind)]
    place = None if visit.remote else place_of(visit.site.city)
    taken = (*engineer.busy, Busy(slot.start, slot.end, name, place))
    return replace(engineer, busy=tuple(sorted(taken, key=lambda each: each.start)))


def _why_not(wanted: Wanted, times: Mapping[int, EngineerTime]) -> Text:
    if all(missing(wanted, each) for each in times.values()):
        return Text("没有人具备这次上门所需的技能。", "Nobody has the skills that the visit needs.")
    return NO_SLOT


def _day_of(visit: Visit) -> date:
    return in_shanghai(visit.starts_at or visit.created_at).date()


NO_SLOT = Text(
    f"前后 {BACK.days} 至 {AHEAD.days} 天内没有按时可行的空档，请在派工板上安排。",
    f"Neither the {AHEAD.days} days after it nor the {BACK.days} before it have a slot in time:"
    " decide on the board.",
)

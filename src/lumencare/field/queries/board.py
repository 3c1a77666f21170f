"""The board of a week: engineers in rows, half days and evenings in columns (screen 10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from lumencare.accounts.models import User
from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.counting import MAN_DAYS
from lumencare.domain.dispatch.openings import PART_NAMES, Opening, Part, openings_of
from lumencare.domain.dispatch.slots import Slot
from lumencare.domain.dispatch.states import HOLDING, KIND_NAMES, STATE_NAMES, VisitKind, VisitState
from lumencare.domain.entitlement import say_tenths
from lumencare.domain.period import Span
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import WorkCalendar, days_of
from lumencare.field.facts import ABSENCE_NAMES, place_of
from lumencare.field.models import Absence, Engineer, Visit
from lumencare.field.queries.rows import visible_engineers, visible_visits

WEEK = timedelta(days=7)
GROUP_NAMES = {
    "shanghai": Text("上海组", "Shanghai"),
    "beijing": Text("北京组", "Beijing"),
    "remote": Text("远程", "Remote"),
}
DRAWN = [*HOLDING, VisitState.DONE]
A_DAY = 10
LITTLE = timedelta(hours=1)
# The names that the stylesheet has for a part of a day.
LOOKS = {
    Part.MORNING: "am",
    Part.AFTERNOON: "pm",
    Part.EVENING: "ev",
    Part.WEEKEND: "we",
    Part.HOLIDAY: "we",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One part of a day, by its place in the grid."""

    place: int
    opening: Opening
    look: str
    name: Text


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with its columns."""

    day: date
    columns: tuple[Column, ...]
    is_today: bool
    free: str

    @property
    def first(self) -> int:
        """The place of its first column."""
        return self.columns[0].place

    @property
    def is_narrow(self) -> bool:
        """Whether it has one column only, as a day at the weekend."""
        return len(self.columns) == 1


@dataclass(frozen=True, slots=True)
class Job:
    """A visit or an absence as a card; `number` is empty for an absence."""

    number: str
    title: str
    detail: Text
    look: str
    first: int
    last: int
    lane: int
    starts_at: datetime
    ends_at: datetime
    on: date

    @property
    def span(self) -> int:
        """How many columns it takes."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Ghost:
    """A slot that fits what is chosen, where the card would be."""

    slot: Slot
    first: int
    last: int
    lane: int

    @property
    def span(self) -> int:
        """How many columns it takes."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Row:
    """An engineer with the cards of the week."""

    pk: int
    name: str
    city: str
    group: str
    booked: str
    available: str
    percent: int
    jobs: tuple[Job, ...]
    lanes: int
    ghosts: tuple["Ghost", ...] = ()

    @property
    def capacity(self) -> Text:
        """The man-days that there are."""
        return MAN_DAYS.count(self.available)


@dataclass(frozen=True, slots=True)
class Board:
    """A week of everybody."""

    days: tuple[Day, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> list[Column]:
        """All columns, in order."""
        return [column for day in self.days for column in day.columns]


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """Which engineers are shown."""

    group: str = ""
    skill: str = ""


def week_of(day: date) -> Span:
    """Return the week of a day, which begins on Monday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + WEEK)


def board_of(user: User, week: Span, filters: BoardFilters, *, now: datetime) -> Board:
    """Return the board of a week, in three queries."""
    calendar, start, end = calendar_in_force(), at(week.start, time(0)), at(week.end, time(0))
    engineers = [each for each in visible_engineers(user) if _is_shown(each, filters, week)]
    keys = [each.pk for each in engineers]
    shown = visible_visits(user).filter(
        engineer__in=keys, state__in=DRAWN, starts_at__lt=end, ends_at__gt=start
    )
    visits = list(shown.order_by("starts_at"))
    absences = list(
        Absence.objects.filter(
            engineer__in=keys, ended_at=None, starts_at__lt=end, ends_at__gt=start
        )
    )
    columns = tuple(_columns(calendar, week))
    rows = tuple(
        _row(
            each,
            [one for one in visits if one.engineer_id == each.pk],
            [one for one in absences if one.engineer_id == each.pk],
            columns,
        )
        for each in engineers
    )
    return Board(tuple(_days(week, columns, visits, absences, engineers, now)), rows)


def _is_shown(engineer: Engineer, filters: BoardFilters, week: Span) -> bool:
    there = engineer.left_on is None or engineer.left_on > week.start
    return (
        there
        and filters.group in {"", engineer.group}
        and (not filters.skill or filters.skill in engineer.skills)
    )


def _columns(calendar: WorkCalendar, week: Span) -> Iterator[Column]:
    openings = (each for day in days_of(week) for each in openings_of(calendar, day))
    for place, opening in enumerate(openings, start=2):
        yield Column(place, opening, LOOKS[opening.part], PART_NAMES[opening.part])


def _days(
    week: Span,
    columns: Sequence[Column],
    visits: Sequence[Visit],
    absences: Sequence[Absence],
    engineers: Sequence[Engineer],
    now: datetime,
) -> Iterator[Day]:
    today = in_shanghai(now).date()
    for day in days_of(week):
        own = tuple(each for each in columns if each.opening.start.date() == day)
        free = sum(_free_tenths(each, day, own, visits, absences) for each in engineers)
        yield Day(day, own, day == today, say_tenths(free) if day >= today else "—")


def _free_tenths(
    engineer: Engineer,
    day: date,
    columns: Sequence[Column],
    visits: Sequence[Visit],
    absences: Sequence[Absence],
) -> int:
    """Return what an engineer has left of a day, in tenths of a man-day."""
    if not _works(engineer, day, columns) or _is_away(engineer, day, absences):
        return 0
    taken = sum(
        each.tenths
        for each in visits
        if each.engineer_id == engineer.pk
        and each.starts_at is not None
        and in_shanghai(each.starts_at).date() == day
    )
    return max(0, A_DAY - taken)


def _works(engineer: Engineer, day: date, columns: Sequence[Column]) -> bool:
    part = columns[0].opening.part
    if part is Part.HOLIDAY or (engineer.left_on is not None and day >= engineer.left_on):
        return False
    return engineer.weekends if part is Part.WEEKEND else day.weekday() not in engineer.days_off


def _is_away(engineer: Engineer, day: date, absences: Sequence[Absence]) -> bool:
    noon = at(day, time(12))
    return any(
        each.engineer_id == engineer.pk and each.starts_at <= noon < each.ends_at
        for each in absences
    )


def _row(
    engineer: Engineer,
    visits: Sequence[Visit],
    absences: Sequence[Absence],
    columns: Sequence[Column],
) -> Row:
    cards = [*(_job(each, engineer, columns) for each in visits), *_away(absences, columns)]
    jobs = tuple(_in_lanes(sorted(cards, key=lambda each: (each.first, each.starts_at))))
    booked = sum(each.tenths for each in visits)
    by_day: dict[date, list[Column]] = {}
    for each in columns:
        if each.opening.part is not Part.WEEKEND:
            by_day.setdefault(each.opening.start.date(), []).append(each)
    available = A_DAY * sum(
        _works(engineer, day, own) and not _is_away(engineer, day, absences)
        for day, own in by_day.items()
    )
    return Row(
        pk=engineer.pk,
        name=engineer.person.name,
        city=engineer.city.removesuffix("市"),
        group=engineer.group,
        booked=say_tenths(booked),
        available=say_tenths(available),
        percent=min(100, 100 * booked // available) if available else 0,
        jobs=jobs,
        lanes=1 + max((each.lane for each in jobs), default=0),
    )


def _job(visit: Visit, engineer: Engineer, columns: Sequence[Column]) -> Job:
    start, end = (
        in_shanghai(visit.starts_at or visit.created_at),
        in_shanghai(visit.ends_at or visit.created_at),
    )
    first, last = places_of(columns, start, end)
    kind, state = KIND_NAMES[VisitKind(visit.kind)], STATE_NAMES[VisitState(visit.state)]
    return Job(
        number=visit.number,
        title=visit.site.name,
        detail=Text(f"{kind.zh} · {state.zh}", f"{kind.en} · {state.en.lower()}"),
        look=" ".join(_looks(visit, engineer, first, last, columns)),
        first=first,
        last=last,
        lane=0,
        starts_at=start,
        ends_at=end,
        on=start.date(),
    )


KIND_LOOKS = {
    VisitKind.CORRECTIVE: "",
    VisitKind.PREVENTIVE: "pm",
    VisitKind.SURVEY: "pm",
    VisitKind.TRAINING: "va",
    VisitKind.ADDED_VALUE: "va",
}


def _looks(
    visit: Visit, engineer: Engineer, first: int, last: int, columns: Sequence[Column]
) -> Iterator[str]:
    yield "rm" if visit.remote else KIND_LOOKS[VisitKind(visit.kind)]
    if visit.state == VisitState.DONE:
        yield "done"
    if first == last:
        yield "v" if _column(columns, first).look == "ev" else "h"
    if not visit.remote and _is_elsewhere(visit, engineer):
        yield "tv"
    due = None if visit.case is None else visit.case.due_at
    if (
        due is not None
        and visit.state != VisitState.DONE
        and visit.starts_at
        and visit.starts_at > due
    ):
        yield "risk"


def _is_elsewhere(visit: Visit, engineer: Engineer) -> bool:
    there, home = place_of(visit.site.city).city, place_of(engineer.city).city
    return there is None or home is None or there.adcode != home.adcode


def _column(columns: Sequence[Column], place: int) -> Column:
    return columns[place - columns[0].place]


def places_of(columns: Sequence[Column], start: datetime, end: datetime) -> tuple[int, int]:
    """Return the first and the last column that a time lies in; outside all, the nearest."""
    touched = [
        (each.place, min(each.opening.end, end) - max(each.opening.start, start))
        for each in columns
        if each.opening.start < end and each.opening.end > start
    ]
    # What only just reaches into a part of a day is not drawn there.
    most = max((share for _, share in touched), default=LITTLE)
    within = [place for place, share in touched if share >= min(LITTLE, most)]
    if within:
        return within[0], within[-1]
    before = [each.place for each in columns if each.opening.start <= start]
    place = before[-1] if before else columns[0].place
    return place, place


def with_ghosts(board: Board, slots: Sequence[Slot]) -> Board:
    """Return the board with the slots of its week drawn in, none over a card."""
    last = board.columns[-1].opening.end
    shown = [each for each in slots if board.columns[0].opening.start <= each.start < last]
    return replace(
        board, rows=tuple(_with_ghosts(each, shown, board.columns) for each in board.rows)
    )


def _with_ghosts(row: Row, slots: Sequence[Slot], columns: Sequence[Column]) -> Row:
    taken = [(each.lane, each.first, each.last) for each in row.jobs]
    ghosts: list[Ghost] = []
    for slot in sorted(slots, key=lambda each: each.start):
        if slot.engineer != row.pk:
            continue
        first, last = places_of(columns, slot.start, slot.end)
        lane = next(
            lane
            for lane in range(len(taken) + 1)
            if not any(at == lane and a <= last and b >= first for at, a, b in taken)
        )
        taken.append((lane, first, last))
        ghosts.append(Ghost(slot, first, last, lane))
    lanes = max(row.lanes, 1 + max((each.lane for each in ghosts), default=0))
    return replace(row, ghosts=tuple(ghosts), lanes=lanes)


def _away(absences: Sequence[Absence], columns: Sequence[Column]) -> Iterator[Job]:
    for each in absences:
        start, end = in_shanghai(each.starts_at), in_shanghai(each.ends_at)
        first, last = places_of(columns, start, end)
        name = ABSENCE_NAMES[each.kind]
        yield Job("", each.note, name, "off", first, last, 0, start, end, start.date())


def _in_lanes(cards: Sequence[Job]) -> Iterator[Job]:
    """Yield the cards so that none hides another: one that meets an earlier one goes below it."""
    ends: list[int] = []
    for card in cards:
        lane = next((lane for lane, last in enumerate(ends) if last < card.first), len(ends))
        ends[lane : lane + 1] = [card.last]
        yield replace(card, lane=lane)

"""Which engineer can come when: feasible slots, the best first, each with its reasons in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lumencare.domain.dispatch.facts import TENTH_MINUTES, Busy, EngineerTime, Wanted
from lumencare.domain.dispatch.openings import WINDOW_OF, Opening, Part, openings_of
from lumencare.domain.dispatch.slot_reasons import explain, say_fit, say_unable
from lumencare.domain.dispatch.travel import Travel, travel_between
from lumencare.domain.period import DAY, Span
from lumencare.domain.place import Place
from lumencare.domain.servicehours import CLOSES
from lumencare.domain.shanghai import at
from lumencare.domain.text import Reason, Text
from lumencare.domain.workcalendar import WorkCalendar, days_of

# Nobody sets out from home before this.
SETS_OUT = time(6, 30)
FIVE_MINUTES = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
# A repair that can only begin shortly before closing time is no slot.
LEAST = timedelta(hours=1)
MOST_OF_ONE = 2
MOST_SHOWN = 12
LEAST_BAD = 3
# Ways that differ by less than this are alike.
ALIKE = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """A time with an engineer. `early` is minutes before the promise runs out, below zero late."""

    engineer: int
    name: str
    start: datetime
    end: datetime
    part: Part
    travel: Travel | None
    early: int | None
    shortened: bool
    because: tuple[Reason, ...] = ()

    @property
    def on_time(self) -> bool:
        """Whether the promise is kept; without a promise it always is."""
        return self.early is None or self.early >= 0


@dataclass(frozen=True, slots=True)
class Fit:
    """The slots for a visit, best first; `said` is one sentence about them all."""

    slots: tuple[Slot, ...]
    on_time: bool
    said: Text
    unable: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Where slots are looked for: from a moment, on some days, by a calendar."""

    now: datetime
    days: Span
    calendar: WorkCalendar


def find_slots(wanted: Wanted, engineers: Sequence[EngineerTime], search: Search) -> Fit:
    """Return the slots that meet the promise; where none does, the least bad ones."""
    able = [each for each in engineers if not missing(wanted, each)]
    found = sorted((slot for each in able for slot in slots_of(wanted, each, search)), key=_rank)
    timely = _few_of_each([each for each in found if each.on_time])
    chosen = timely[:MOST_SHOWN] or _few_of_each(found)[:LEAST_BAD]
    slots = tuple(_explained(each, wanted) for each in chosen)
    unable = tuple(
        say_unable(each.name, missing(wanted, each)) for each in engineers if missing(wanted, each)
    )
    on_time = bool(timely)
    return Fit(slots, on_time, say_fit([each.early for each in slots], on_time=on_time), unable)


def next_slot(wanted: Wanted, engineers: Sequence[EngineerTime], search: Search) -> Slot | None:
    """Return the first slot that meets the promise, in business hours where there is one."""
    able = [each for each in engineers if not missing(wanted, each)]
    found = (slot for each in able for slot in slots_of(wanted, each, search) if slot.on_time)
    first = min(found, key=_soonest, default=None)
    return None if first is None else _explained(first, wanted)


def missing(wanted: Wanted, engineer: EngineerTime) -> tuple[Text, ...]:
    """Return what somebody cannot do that the visit needs."""
    return tuple(each.name for each in wanted.needs if each.code not in engineer.skills)


def slots_of(wanted: Wanted, engineer: EngineerTime, search: Search) -> Iterator[Slot]:
    """Yield the first possible start in each part of each day."""
    for day in days_of(search.days):
        if engineer.left_on is not None and day >= engineer.left_on:
            return
        for opening in openings_of(search.calendar, day):
            if _takes(wanted, engineer, opening):
                slot = _first_in(wanted, engineer, opening, search.now)
                if slot is not None:
                    yield slot


def _takes(wanted: Wanted, engineer: EngineerTime, opening: Opening) -> bool:
    """Tell whether a part of a day is open to the visit, and to the engineer."""
    if opening.part is Part.HOLIDAY:
        return False
    if opening.part is Part.WEEKEND:
        return engineer.weekends and WINDOW_OF[opening.part] in wanted.windows
    if opening.start.weekday() in engineer.days_off:
        return False
    if opening.part is Part.EVENING:
        return engineer.evenings and WINDOW_OF[opening.part] in wanted.windows
    return True


def _first_in(
    wanted: Wanted, engineer: EngineerTime, opening: Opening, now: datetime
) -> Slot | None:
    busy = [
        each
        for each in engineer.busy
        if each.end > opening.start - DAY and each.start < opening.end + DAY
    ]
    limit = _limit(wanted, engineer, opening)
    for start, travel in _starts(wanted, engineer, opening, busy, now):
        if start >= opening.end:
            break
        until = min(limit, _must_leave(wanted, busy, start))
        full = start + timedelta(minutes=wanted.tenths * TENTH_MINUTES)
        shortened = full > until
        if shortened and not (wanted.may_shorten and until - start >= LEAST):
            continue
        end = until if shortened else full
        early = None if wanted.due_at is None else (wanted.due_at - start) // MINUTE
        part = opening.part
        return Slot(engineer.key, engineer.name, start, end, part, travel, early, shortened)
    return None


def _limit(wanted: Wanted, engineer: EngineerTime, opening: Opening) -> datetime:
    """Return until when work may go on: a morning's goes on in the afternoon."""
    if opening.part in {Part.MORNING, Part.AFTERNOON}:
        return at(opening.start.date(), CLOSES)
    return opening.end


def _starts(
    wanted: Wanted,
    engineer: EngineerTime,
    opening: Opening,
    busy: Sequence[Busy],
    now: datetime,
) -> Iterator[tuple[datetime, Travel | None]]:
    """Yield when somebody can begin: at the opening, and after each thing that is in the way."""
    day = opening.start.date()
    leaves_home = at(day, SETS_OUT)
    frees = [leaves_home, *(each.end for each in busy if leaves_home < each.end < opening.end)]
    for free in sorted(frees):
        moment = max(free, now)
        if _is_taken(busy, moment, moment + MINUTE):
            continue
        travel = (
            None if wanted.remote else travel_between(whereabouts(engineer, moment), wanted.place)
        )
        arrival = moment + timedelta(minutes=0 if travel is None else travel.minutes)
        start = _round_up(max(arrival, opening.start))
        if not _is_taken(busy, moment, start + MINUTE):
            yield start, travel


def _is_taken(busy: Sequence[Busy], start: datetime, end: datetime) -> bool:
    return any(each.start < end and each.end > start for each in busy)


def whereabouts(engineer: EngineerTime, moment: datetime) -> Place:
    """Return where somebody is before a moment: at the last place of that day, else at home."""
    places = [
        each.place
        for each in engineer.busy
        if each.place is not None and each.end <= moment and each.end.date() == moment.date()
    ]
    return places[-1] if places else engineer.home


def _must_leave(wanted: Wanted, busy: Sequence[Busy], start: datetime) -> datetime:
    """Return until when somebody can stay, to be at the next place in time."""
    following = next((each for each in busy if each.start >= start), None)
    if following is None:
        return start + DAY
    if following.place is None or wanted.remote:
        return following.start
    if following.start.date() != start.date():
        return following.start
    onward = travel_between(wanted.place, following.place)
    return following.start - timedelta(minutes=onward.minutes)


def _round_up(moment: datetime) -> datetime:
    """Round up to five minutes: nobody promises 15:07."""
    over = timedelta(
        minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment + (FIVE_MINUTES - over) if over else moment


def _rank(slot: Slot) -> tuple[int, int, int, datetime, str]:
    late = max(0, -(slot.early or 0))
    way = 0 if slot.travel is None else slot.travel.minutes // ALIKE
    return late, int(slot.part in WINDOW_OF), way, slot.start, slot.name


def _soonest(slot: Slot) -> tuple[bool, bool, datetime, str]:
    return slot.part in WINDOW_OF, slot.shortened, slot.start, slot.name


def _few_of_each(slots: Sequence[Slot]) -> list[Slot]:
    counts: dict[int, int] = {}
    few = []
    for each in slots:
        counts[each.engineer] = counts.get(each.engineer, 0) + 1
        if counts[each.engineer] <= MOST_OF_ONE:
            few.append(each)
    return few


def _explained(slot: Slot, wanted: Wanted) -> Slot:
    because = explain(
        slot.start, slot.early, slot.travel, slot.part, until=slot.end if slot.shortened else None
    )
    return Slot(
        slot.engineer, slot.name, slot.start, slot.end, slot.part, slot.travel, slot.early,
        slot.shortened, because,
    )  # fmt: skip

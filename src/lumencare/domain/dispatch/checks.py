"""What stands against a visit at a time: for good, or unless somebody states a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lumencare.domain.dispatch.facts import EngineerTime, Wanted
from lumencare.domain.dispatch.mandays import Hours, hours_at, split_hours
from lumencare.domain.dispatch.slot_reasons import say_minutes, say_unable
from lumencare.domain.dispatch.slots import missing, whereabouts
from lumencare.domain.dispatch.travel import travel_between
from lumencare.domain.shanghai import say_day
from lumencare.domain.text import Reason, Text, does_not_apply
from lumencare.domain.workcalendar import WorkCalendar

MINUTE = timedelta(minutes=1)
LONGEST = timedelta(hours=10)
# A form that was opened a little ago still counts.
PATIENCE = timedelta(minutes=10)
# The way that an estimate may be wrong by, before it stands against a slot.
TOLERANCE = 10


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing against a slot; `may_be_stated`: it holds unless somebody states a reason."""

    reason: Reason
    may_be_stated: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A time that was chosen for a visit, and the moment of choosing."""

    start: datetime
    end: datetime
    now: datetime


def obstacles(
    wanted: Wanted, engineer: EngineerTime, chosen: Chosen, calendar: WorkCalendar
) -> tuple[Obstacle, ...]:
    """Return all that stands against a slot, what stands for good first."""
    return (
        *(Obstacle(each, may_be_stated=False) for each in _for_good(wanted, engineer, chosen)),
        *(Obstacle(each, may_be_stated=True) for each in _of_time(engineer, chosen, calendar)),
        *(Obstacle(each, may_be_stated=True) for each in _of_the_visit(wanted, engineer, chosen)),
    )


def _for_good(wanted: Wanted, engineer: EngineerTime, chosen: Chosen) -> Iterator[Reason]:
    if chosen.start < chosen.now - PATIENCE:
        yield does_not_apply("SC-4", PAST)
    if chosen.end - chosen.start > LONGEST:
        yield does_not_apply("D-10", TOO_LONG)
    if engineer.left_on is not None and chosen.end.date() >= engineer.left_on:
        text = Text(f"{engineer.name} 届时已离岗。", f"{engineer.name} has left by then.")
        yield does_not_apply("SC-4", text)
    if lacks := missing(wanted, engineer):
        yield does_not_apply("SC-4", say_unable(engineer.name, lacks))
    for each in engineer.busy:
        if each.start < chosen.end and each.end > chosen.start:
            yield does_not_apply("SC-4", _taken(engineer.name, each.name, each.start, each.end))


def _taken(name: str, what: Text, start: datetime, end: datetime) -> Text:
    when = f"{start:%m-%d %H:%M}–{end:%H:%M}"
    return Text(
        f"该空档已被占用：{name} {when} {what.zh}。",
        f"The slot is gone: {name} {when}, {what.en}.",
    )


def _of_time(engineer: EngineerTime, chosen: Chosen, calendar: WorkCalendar) -> Iterator[Reason]:
    """Yield what the calendar and the engineer's week say against a time."""
    minutes = split_hours(calendar, chosen.start, chosen.end)
    day = chosen.start.date()
    holiday = calendar.holidays.get(day)
    if hours_at(calendar, chosen.start) is Hours.ON_REQUEST and holiday is not None:
        said = say_day(day)
        yield does_not_apply(
            "D-9",
            Text(
                f"{said.zh}是法定节假日（{holiday.name.zh}）。",
                f"{said.en} is a public holiday ({holiday.name.en}).",
            ),
        )
    elif minutes[Hours.ON_REQUEST]:
        yield does_not_apply("D-9", NIGHT)
    if minutes[Hours.AFTER_HOUR] and not engineer.evenings:
        yield does_not_apply("NB-1", _pattern(engineer.name, EVENINGS))
    if minutes[Hours.WEEKEND] and not engineer.weekends:
        yield does_not_apply("NB-1", _pattern(engineer.name, WEEKENDS))
    if minutes[Hours.BUSINESS] and chosen.start.weekday() in engineer.days_off:
        yield does_not_apply("SC-4", _pattern(engineer.name, DAY_OFF))


def _pattern(name: str, what: Text) -> Text:
    return Text(f"{name}{what.zh}。", f"{name} {what.en}.")


def _of_the_visit(wanted: Wanted, engineer: EngineerTime, chosen: Chosen) -> Iterator[Reason]:
    """Yield what the promise and the ways say against a time."""
    if wanted.due_at is not None and chosen.start > wanted.due_at:
        late = say_minutes((chosen.start - wanted.due_at) // MINUTE)
        text = Text(f"比时限晚 {late.zh}。", f"That is {late.en} after the deadline.")
        yield does_not_apply("D-7", text)
    if wanted.remote:
        return
    before = [each for each in engineer.busy if each.end <= chosen.start and each.place]
    if before and before[-1].end.date() == chosen.start.date():
        way = travel_between(whereabouts(engineer, chosen.start), wanted.place)
        short = way.minutes - (chosen.start - before[-1].end) // MINUTE
        if short > TOLERANCE:
            yield does_not_apply("D-19", _too_short(way.by, short))
    after = next((each for each in engineer.busy if each.start >= chosen.end), None)
    if after and after.place and after.start.date() == chosen.end.date():
        way = travel_between(wanted.place, after.place)
        short = way.minutes - (after.start - chosen.end) // MINUTE
        if short > TOLERANCE:
            yield does_not_apply("D-19", _too_short(way.by, short))


def _too_short(by: Text, short: int) -> Text:
    missing_time = say_minutes(short)
    return Text(
        f"路上时间不够，差 {missing_time.zh}：{by.zh}。",
        f"There is too little time for the way, by {missing_time.en}: {by.en}.",
    )


PAST = Text("该时间已经过去。", "That time has passed.")
TOO_LONG = Text(
    "一次上门最多一人一日（10 小时），更长请分为几次。",
    "A visit is one person on one day, ten hours at most; make several of a longer one.",
)
NIGHT = Text(
    "包含没有公布价格的时段（周末夜间或节假日夜间）。",
    "It holds hours without a published price, at night after a weekend day or holiday.",
)
EVENINGS = Text("不安排晚间出勤", "does not work in the evening")
WEEKENDS = Text("不安排周末出勤", "does not work at weekends")
DAY_OFF = Text("当日固定休息", "does not work on that day of the week")

"""Whether the way of whoever could come fits into a response promise (D-7, D-19, RO-5)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from lumencare.domain.commitments import due
from lumencare.domain.dispatch.facts import EngineerTime
from lumencare.domain.dispatch.slot_reasons import say_minutes
from lumencare.domain.dispatch.slots import SETS_OUT
from lumencare.domain.dispatch.travel import Travel, travel_between
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.period import DAY, Span
from lumencare.domain.place import Place
from lumencare.domain.servicehours import CLOSES, OPENS
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH, at
from lumencare.domain.text import Reason, Text, applies, does_not_apply
from lumencare.domain.workcalendar import build_calendar, days_of

# A week without a holiday, looked at each half hour: faults are reported day and night.
MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)
STEP = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
PLAIN = build_calendar(())


class WayFit(StrEnum):
    """When a way fits: whenever a fault is reported, not over a weekend, or not even within one."""

    ALWAYS = "always"
    WEEKDAYS = "weekdays"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class PromisedWay:
    """How the nearest who could come stands to a promise, in words."""

    fit: WayFit
    reason: Reason


class Report(NamedTuple):
    """A moment of a report, how long it leaves for the way, and whether a weekend lies in it."""

    at: datetime
    left: int
    over_weekend: bool


def judge_way(option: ResponseOption, place: Place, people: Sequence[EngineerTime]) -> PromisedWay:
    """Tell whether somebody can be there in time whenever a fault is reported.

    As on the board: nobody sets out before half past six, arrives on a business day before
    closing, or travels on a day that they do not work. There must be somebody to go.
    """
    ways = {each.key: travel_between(each.home, place) for each in people}
    nearest = min(people, key=lambda each: (ways[each.key].minutes, each.name))
    shortest: dict[frozenset[int], int] = {}
    for each in people:
        minutes = ways[each.key].minutes
        shortest[each.days_off] = min(minutes, shortest.get(each.days_off, minutes))
    late = _late(option, shortest)
    fit = _fit_of(late)
    tightest = min(
        (each for each in late if fit is WayFit.WEEKDAYS or not each.over_weekend),
        key=lambda each: (each.left, each.at),
        default=None,
    )
    reason = _explain(nearest.name, ways[nearest.key], fit, tightest)
    return PromisedWay(fit, reason)


def _late(option: ResponseOption, shortest: dict[frozenset[int], int]) -> list[Report]:
    """Return the reports that nobody follows in time, with the most that one leaves for the way."""
    by_moment: dict[datetime, list[tuple[Report, int]]] = defaultdict(list)
    for days_off, minutes in shortest.items():
        for report in reports_of(option, days_off):
            by_moment[report.at].append((report, minutes))
    return [
        max((report for report, _ in found), key=lambda each: each.left)
        for found in by_moment.values()
        if all(minutes > report.left for report, minutes in found)
    ]


def _fit_of(late: Sequence[Report]) -> WayFit:
    if not late:
        return WayFit.ALWAYS
    return WayFit.WEEKDAYS if all(each.over_weekend for each in late) else WayFit.NOT


@lru_cache(maxsize=64)
def reports_of(option: ResponseOption, days_off: frozenset[int]) -> tuple[Report, ...]:
    """Return each report of a week with the minutes that a promise leaves for the way."""
    return tuple(_reports(option, days_off))


def _reports(option: ResponseOption, days_off: frozenset[int]) -> Iterator[Report]:
    moment, end = at(MONDAY, OPENS), at(MONDAY + WEEK, OPENS)
    while moment < end:
        until = due(moment, option, calendar=PLAIN, with_reasons=False).due or moment
        days = list(days_of(Span(moment.date(), until.date() + DAY)))
        worked = [each for each in days if each.weekday() not in days_off]
        left = max((_left_on(each, moment, until) for each in worked), default=-1)
        over_weekend = any(not PLAIN.is_business_day(each) for each in days)
        yield Report(moment, left, over_weekend)
        moment += STEP


def _left_on(day: date, reported: datetime, until: datetime) -> int:
    """Return how long a way may be that ends on a day, in time; below zero where none can."""
    last = min(until, at(day, CLOSES))
    if not PLAIN.is_business_day(day) or last < at(day, OPENS):
        return -1
    return (last - max(reported, at(day, SETS_OUT))) // MINUTE


def _explain(name: str, way: Travel, fit: WayFit, tightest: Report | None) -> Reason:
    whole = Text(f"{name}：{way.by.zh}", f"{name}: {way.by.en}")
    if fit is WayFit.ALWAYS or tightest is None:
        text = Text(f"最近的是{whole.zh}。", f"The nearest is {whole.en}.")
        return applies("D-19", text, minutes=way.minutes)
    left, when = say_minutes(max(tightest.left, 0)), _say(tightest.at)
    text = Text(
        f"最近的是{whole.zh}；{when.zh}报修只留 {left.zh}在路上。",
        f"The nearest is {whole.en}; a report on {when.en} leaves {left.en} for the way.",
    )
    if fit is WayFit.WEEKDAYS:
        text = Text(
            f"{text.zh}跨周末的报修须提前一天出发，或先远程开始。",
            f"{text.en} Over a weekend somebody sets out the day before, or begins remotely.",
        )
    return does_not_apply("D-19", text, minutes=way.minutes, left=tightest.left)


def _say(moment: datetime) -> Text:
    day, clock = moment.weekday(), f"{moment:%H:%M}"
    return Text(f"{WEEKDAYS_ZH[day]} {clock} ", f"{WEEKDAYS_EN[day]} at {clock}")

"""From rows to what the choice of slots rests on: visits that are wanted, engineers' time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache

from lumencare.data.places import find_place
from lumencare.data.skills import skills_for
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE
from lumencare.domain.dispatch.facts import Busy, EngineerTime, Need, Wanted
from lumencare.domain.dispatch.states import HOLDING, KIND_NAMES, VisitKind, VisitState
from lumencare.domain.place import Place, unlisted_place
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.servicehours import CLOSES, ServiceWindow
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text
from lumencare.field.models import Absence, Engineer, Visit

REMEMBERED = 2048
ABSENCE_NAMES = {"leave": Text("休假", "Leave"), "training": Text("培训", "Training")}
# Sold by the man-day at any hour: evenings and weekends cost their own price (D-10).
BY_THE_DAY = {VisitKind.ADDED_VALUE, VisitKind.TRAINING}


@dataclass(frozen=True, slots=True)
class Reach:
    """From when to when engineers' time is looked at."""

    start: datetime
    end: datetime


@lru_cache(maxsize=REMEMBERED)
def place_of(city: str) -> Place:
    """Return where a city lies; one that the data does not have has unknown ways (D-19)."""
    try:
        return find_place(city)
    except (InputProblems, Refused):
        return unlisted_place(city)


def wanted_of(visit: Visit) -> Wanted:
    """Return what a visit needs; its site, system and case are at hand."""
    kind = VisitKind(visit.kind)
    system_type = "" if visit.system is None else visit.system.system_type
    needs = skills_for(system_type, visit.service or visit.kind)
    windows = set(ServiceWindow) if kind in BY_THE_DAY else set()
    if visit.case is not None:
        windows |= {ServiceWindow(each) for each in visit.case.windows}
    return Wanted(
        place=place_of(visit.site.city),
        tenths=visit.tenths,
        needs=tuple(Need(each.code, each.name) for each in needs),
        remote=visit.remote,
        due_at=due_of(visit, visit.case),
        windows=frozenset(windows),
        may_shorten=kind is VisitKind.CORRECTIVE,
    )


def due_of(visit: Visit, case: Case | None) -> datetime | None:
    """Return by when a visit must begin: the case's own due time, else the day it is wanted by."""
    if case is not None and case.state in LIVE and case.started_at is None:
        return None if case.due_at is None else in_shanghai(case.due_at)
    return None if visit.wanted_by is None else at(visit.wanted_by, CLOSES)


def engineer_times(
    engineers: Sequence[Engineer], reach: Reach, now: datetime, *, besides: Visit | None = None
) -> list[EngineerTime]:
    """Return the time of some engineers, in three queries; `besides` does not count."""
    taken: dict[int, list[Busy]] = defaultdict(list)
    keys = [each.pk for each in engineers]
    for key, one in (*_visits(keys, reach, now, besides), *_absences(keys, reach)):
        taken[key].append(one)
    return [time_of(each, taken[each.pk]) for each in engineers]


def time_of(engineer: Engineer, taken: Iterable[Busy]) -> EngineerTime:
    """Return an engineer with what takes their time."""
    return EngineerTime(
        key=engineer.pk,
        name=engineer.person.name,
        home=place_of(engineer.city),
        skills=frozenset(engineer.skills),
        days_off=frozenset(engineer.days_off),
        evenings=engineer.evenings,
        weekends=engineer.weekends,
        left_on=engineer.left_on,
        busy=tuple(sorted(taken, key=lambda each: each.start)),
    )


def _visits(
    keys: list[int], reach: Reach, now: datetime, besides: Visit | None
) -> Iterator[tuple[int, Busy]]:
    rows = Visit.objects.filter(
        engineer__in=keys,
        state__in=[*HOLDING, VisitState.DONE],
        starts_at__lt=reach.end,
        ends_at__gt=reach.start,
    )
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    for each in rows.select_related("site"):
        if each.engineer_id is None or each.starts_at is None or each.ends_at is None:
            continue
        start, end = in_shanghai(each.starts_at), in_shanghai(_end_of(each, now))
        if start < end:
            kind = KIND_NAMES[VisitKind(each.kind)]
            name = Text(
                f"{each.number} {each.site.name}（{kind.zh}）",
                f"{each.number} {each.site.name} ({kind.en.lower()})",
            )
            place = None if each.remote else place_of(each.site.city)
            yield each.engineer_id, Busy(start, end, name, place)


def _end_of(visit: Visit, now: datetime) -> datetime:
    """Return when somebody is free: done early is free early, still on site is not free yet."""
    if visit.finished_at is not None:
        return visit.finished_at
    planned = visit.ends_at or now
    return max(planned, now) if visit.state == VisitState.ON_SITE else planned


def _absences(keys: list[int], reach: Reach) -> Iterator[tuple[int, Busy]]:
    rows = Absence.objects.filter(
        engineer__in=keys, ended_at=None, starts_at__lt=reach.end, ends_at__gt=reach.start
    )
    for each in rows:
        name = ABSENCE_NAMES[each.kind]
        start, end = in_shanghai(each.starts_at), in_shanghai(each.ends_at)
        yield each.engineer_id, Busy(start, end, name, is_absence=True)


def midnight(moment: datetime) -> datetime:
    """Return the beginning of a moment's day."""
    return at(in_shanghai(moment).date(), time(0))

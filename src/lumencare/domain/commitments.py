"""Response commitments: by when an engineer must have started work (D-7, SC-4, RO-1, X-1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from lumencare.domain.clock import ClockRun, Pause, local_pause, run_business_days, run_elapsed
from lumencare.domain.codes import Commitment
from lumencare.domain.commitment_reasons import explain
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.period import DAY, Span
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.servicehours import ServiceHours, ServiceWindow
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Reason, Text
from lumencare.domain.workcalendar import WorkCalendar

__all__ = ["Commitment", "Due", "Pause", "ServiceWindow", "due"]


YEARS = range(1990, 2101)
YEAR_WORDS = Text(
    f"可用：{YEARS[0]} 年至 {YEARS[-1]} 年的时刻。",
    f"Allowed: an instant of the years {YEARS[0]} to {YEARS[-1]}.",
)
BACKWARDS = Text("暂停不得在开始之前结束。", "A pause may not end before it begins.")


@dataclass(frozen=True, slots=True)
class Due:
    """By when work must have started; `due` is None while the clock stands.

    `calendar_certain` is False where the answer rests on a year that is not announced (D-8).
    """

    due: datetime | None
    calendar_certain: bool
    because: tuple[Reason, ...]


def due(
    reported: datetime,
    promise: ResponseOption,
    *,
    calendar: WorkCalendar,
    windows: Collection[ServiceWindow] = frozenset(),
    pauses: Collection[Pause] = (),
    with_reasons: bool = True,
) -> Due:
    """Return the due time of a promise of the edition, with its reasons (D-7).

    Without reasons it takes a third of the time: for many at once, of which none is shown.

    A closing moment is inside the hours: a due time may be 18:00 itself, as the standard one
    always is before pauses. Instants without an offset are Asia/Shanghai. InputProblems where
    an instant is out of range or a pause ends before it begins.
    """
    _check_instants(reported, pauses)
    hours = ServiceHours(calendar, frozenset(windows))
    local_pauses = [local_pause(each) for each in pauses]
    moment = in_shanghai(reported)
    if promise.hours is not None:
        run = run_elapsed(moment, hours, local_pauses, count=promise.hours)
    else:
        run = run_business_days(moment, hours, local_pauses, count=promise.business_days or 0)
    span = _days_relied_on(run, hours)
    because = explain(run, hours, span) if with_reasons else ()
    return Due(run.due, calendar.certain(span), because)


def _check_instants(reported: datetime, pauses: Collection[Pause]) -> None:
    instants = [("reported", reported)]
    for pause in pauses:
        instants.append(("pause.start", pause.start))
        instants += [("pause.end", pause.end)] if pause.end else []
    problems = [
        Problem(where, moment.isoformat(), YEAR_WORDS)
        for where, moment in instants
        if moment.year not in YEARS
    ] or [
        Problem("pause.end", each.end.isoformat(), BACKWARDS)
        for each in map(local_pause, pauses)
        if each.end and each.end < each.start
    ]
    if problems:
        raise InputProblems(problems)


def _days_relied_on(run: ClockRun, hours: ServiceHours) -> Span:
    """Return the days whose place in the calendar decides the answer.

    The standard commitment counts every day from the report on; elapsed hours meet the calendar
    only where they end, and on the evening before where nights were bought.
    """
    last = (run.due or run.end).date()
    if run.hours is None:
        return Span(run.reported.date(), last + DAY)
    evening = ServiceWindow.AFTER_HOUR in hours.windows
    return Span((run.end - timedelta(days=evening)).date(), last + DAY)

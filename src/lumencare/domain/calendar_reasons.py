"""What the work calendar did to an answer: holidays, make-up workdays, unannounced years (D-8)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import say_day, say_days
from lumencare.domain.text import Reason, Text, applies
from lumencare.domain.workcalendar import SATURDAY, CalendarDay, WorkCalendar, days_of


def explain_uncertain_years(calendar: WorkCalendar, span: Span) -> Iterator[Reason]:
    """Name the years of a span that no notice covers, and the holidays expected in them."""
    for year in calendar.unannounced_years(span):
        yield applies(
            "D-8",
            Text(
                f"日历中没有收录 {year} 年的正式放假通知，该年日期只按周一至周五推算，"
                "时限可能改变。",
                f"No official holiday notice for {year} is loaded: its days are computed by"
                " weekday alone, and the due time may change.",
            ),
            year=year,
        )
    for days in _runs(calendar.expected_holidays, span):
        said, name = say_days(days[0].day, days[-1].day), days[0].name
        yield applies(
            "D-8",
            Text(
                f"{said.zh}预计为{name.zh}假期，但通知尚未公布，未计入推算。",
                f"{said.en}: expected to be the {name.en} holiday; the notice is not out,"
                " so it is not treated as a holiday.",
            ),
            days=[each.day.isoformat() for each in days],
        )


def explain_special_days(calendar: WorkCalendar, span: Span) -> Iterator[Reason]:
    """Name the holidays passed over and the make-up workdays counted; weekends go unsaid."""
    for days in _runs(calendar.holidays, span):
        said, name = say_days(days[0].day, days[-1].day), days[0].name
        if all(each.day.weekday() >= SATURDAY for each in days):
            continue
        yield applies(
            "D-8",
            Text(
                f"{said.zh}为{name.zh}假期，不是工作日。",
                f"{said.en}: {name.en} holiday, not business days.",
            ),
            days=[each.day.isoformat() for each in days],
        )
    for each in _in_span(calendar.makeup_workdays, span):
        said = say_day(each.day)
        yield applies(
            "D-8",
            Text(
                f"{said.zh}因{each.name.zh}调休上班，是工作日。",
                f"{said.en}: make-up workday for the {each.name.en} holiday, a business day.",
            ),
            days=[each.day.isoformat()],
        )


def _in_span(days: Mapping[date, CalendarDay], span: Span) -> Iterator[CalendarDay]:
    return (days[day] for day in days_of(span) if day in days)


def _runs(days: Mapping[date, CalendarDay], span: Span) -> list[list[CalendarDay]]:
    """Return the days of a span that follow each other under one name, run by run."""
    numbered = enumerate(_in_span(days, span))
    runs = groupby(numbered, key=lambda each: (each[1].name, each[1].day - each[0] * DAY))
    return [[day for _, day in run] for _, run in runs]

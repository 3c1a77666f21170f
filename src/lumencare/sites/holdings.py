"""From rows of what a system holds to the purchases that the rules take."""

from collections.abc import Iterable, Sequence
from datetime import date

from lumencare.domain.codes import PlanCode
from lumencare.domain.holding import HeldResponse, Holding
from lumencare.domain.period import Span
from lumencare.sites.models import HeldPlan, System

PLANS = {each.value for each in PlanCode}


def holdings_of(rows: Iterable[HeldPlan]) -> tuple[Holding, ...]:
    """Return the purchases of plans among rows: the years of one day's purchase together."""
    bought: dict[tuple[str, date], list[HeldPlan]] = {}
    for row in rows:
        if row.code in PLANS and days_held(row) is not None:
            bought.setdefault((row.code, row.bought_on), []).append(row)
    return tuple(
        _holding(bought[key]) for key in sorted(bought, key=lambda each: (each[1], each[0]))
    )


def _holding(rows: Sequence[HeldPlan]) -> Holding:
    """Return the years of one purchase; staff end what is left of them on one day."""
    years = sorted(each.project_year for each in rows if each.project_year is not None)
    ended = min((each.ended_on for each in rows if each.ended_on is not None), default=None)
    return Holding(PlanCode(rows[0].code), rows[0].bought_on, tuple(years), ended)


def days_held(row: HeldPlan) -> Span | None:
    """Return the days that a row holds; None where staff ended it before its first one."""
    end = row.ends_on if row.ended_on is None else min(row.ends_on, row.ended_on)
    return Span(row.starts_on, end) if row.starts_on < end else None


def responses_of(rows: Iterable[HeldPlan]) -> tuple[HeldResponse, ...]:
    """Return the response options among rows, earliest first."""
    options = [each for each in rows if each.code not in PLANS]
    days = ((each.code, days_held(each)) for each in options)
    found = (HeldResponse(code, span) for code, span in days if span is not None)
    return tuple(sorted(found, key=lambda each: each.span.start))


def held_rows(system: System, on: date) -> list[HeldPlan]:
    """Return what a system holds as known on a day: what staff ended by then is left out."""
    rows = system.held_plans.all()
    return [each for each in rows if each.ended_on is None or on < each.ended_on]


def covering_rows(system: System, on: date) -> list[HeldPlan]:
    """Return what may cover something on a day: what is suspended does not."""
    return [each for each in held_rows(system, on) if not each.suspended]


def note_part_care(system: int, *, held: bool) -> None:
    """Write whether a system holds a Part Care plan: its window has then nothing left to sell."""
    System.objects.filter(pk=system).update(part_care_held=held)


def response_on(rows: Iterable[HeldPlan], on: date) -> str | None:
    """Return the response option that holds on a day; None where there is none."""
    return next((each.code for each in responses_of(rows) if on in each.span), None)

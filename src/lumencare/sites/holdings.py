"""From rows of what a system holds to the purchases that the rules take."""

from collections.abc import Iterable
from datetime import date

from lumencare.domain.codes import PlanCode
from lumencare.domain.holding import HeldResponse, Holding
from lumencare.domain.period import Span
from lumencare.sites.models import HeldPlan, System

PLANS = {each.value for each in PlanCode}


def holdings_of(rows: Iterable[HeldPlan]) -> tuple[Holding, ...]:
    """Return the purchases of plans among rows: the years of one day's purchase together."""
    years: dict[tuple[str, date], list[int]] = {}
    for row in rows:
        if row.code in PLANS:
            own = years.setdefault((row.code, row.bought_on), [])
            own.extend([] if row.project_year is None else [row.project_year])
    return tuple(
        Holding(PlanCode(code), bought, tuple(sorted(found)))
        for (code, bought), found in sorted(years.items(), key=lambda item: item[0][::-1])
    )


def responses_of(rows: Iterable[HeldPlan]) -> tuple[HeldResponse, ...]:
    """Return the response options among rows, earliest first."""
    found = (each for each in rows if each.code not in PLANS)
    return tuple(
        HeldResponse(each.code, Span(each.starts_on, each.ends_on))
        for each in sorted(found, key=lambda each: each.starts_on)
    )


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

"""Continuity of plans paid by project year: what is due next, and when a plan has lapsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.holding import Holding, years_of
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.shanghai import say_days_left, say_english_day
from lumencare.domain.system import Order
from lumencare.domain.text import Reason, Text, applies, does_not_apply


class ContinuityState(StrEnum):
    """How an annual plan stands on a day."""

    RUNNING = "running"
    LAPSED = "lapsed"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Continuity:
    """The chain of paid years, what must be renewed by when, and whether it broke (PA-3, D-15)."""

    state: ContinuityState
    paid_years: tuple[int, ...]
    # The year that must be renewed next and the last day to do so; None when nothing is left.
    next_year: int | None
    renew_by: date | None
    lapsed_on: date | None
    because: tuple[Reason, ...]


def last_day_to_renew(edition: Edition, order: Order, year: int) -> date:
    """Return the last day on which a project year can be renewed, with the grace days (D-15)."""
    grace = int(edition.setting_by_name["grace_days"].value)
    return year_span(order.order_date, year).start + timedelta(days=grace - 1)


def follow_chain(
    edition: Edition, order: Order, holdings: Sequence[Holding], on: date
) -> Continuity:
    """Follow the purchases of the annual Part Care plan, as known on `on`, to their state.

    Purchases made after a year had begun do not mend the chain. Years at 0.00 belong to it
    without a purchase of their own (D-15). Raises ValueError where there is no purchase.
    """
    known = sorted((each for each in holdings if each.bought <= on), key=lambda each: each.bought)
    if not known:
        raise ValueError("no purchase of the annual plan is known")
    paid: set[int] = set()
    enrolled = project_year(order.order_date, known[0].bought)
    last = enrolled
    for holding in known:
        paid.update(_in_time(edition, order, holding, first=holding is known[0]))
    while last + 1 in paid and last < edition.horizon_years:
        last += 1
    return _state(edition, order, (enrolled, last), on)


def _in_time(edition: Edition, order: Order, holding: Holding, *, first: bool) -> tuple[int, ...]:
    """Return the years that a purchase pays in time; the enrolment year itself is always."""
    enrolment = project_year(order.order_date, holding.bought) if first else 0
    return tuple(
        year
        for year in years_of(edition, order, holding)
        if year == enrolment or holding.bought <= last_day_to_renew(edition, order, year)
    )


def _state(edition: Edition, order: Order, chain: tuple[int, int], on: date) -> Continuity:
    enrolled, last = chain
    years = tuple(range(enrolled, last + 1))
    if last >= edition.horizon_years:
        ends = year_span(order.order_date, last).last_day
        text = Text(
            f"已逐年购买至第 {last} 个项目年度，保障至 {ends}。",
            f"Every year is bought through project year {last}; cover runs until "
            f"{say_english_day(ends)}.",
        )
        return Continuity(
            ContinuityState.COMPLETE, years, None, None, None, (applies("PA-3", text),)
        )
    due, missed = last_day_to_renew(edition, order, last + 1), last + 1
    if on <= due:
        left = say_days_left(on, due)
        text = Text(
            f"第 {missed} 个项目年度须在 {due} 或之前续保，{left.zh}。",
            f"Project year {missed} must be renewed by {say_english_day(due)}: {left.en}.",
        )
        return Continuity(
            ContinuityState.RUNNING, years, missed, due, None, (applies("D-15", text),)
        )
    lapsed = due + timedelta(days=1)
    text = Text(
        f"第 {missed} 个项目年度未在 {due} 或之前续保，计划已于 {lapsed} 终止，不可恢复。",
        f"Project year {missed} was not renewed by {say_english_day(due)}: the plan ended on "
        f"{say_english_day(lapsed)} and cannot "
        "be taken up again.",
    )
    return Continuity(
        ContinuityState.LAPSED,
        years,
        None,
        None,
        lapsed,
        (does_not_apply("PA-3", text), *_after_lapse(edition, order)),
    )


def _after_lapse(edition: Edition, order: Order) -> tuple[Reason, ...]:
    support = edition.terms[PlanCode.TECHNOLOGY_SUPPORT, order.warranty_class]
    if not support.offer.offered:
        return ()
    name = support.plan.name
    text = Text(f"可改选{name.zh}。", f"The {name.en} can be chosen instead.")
    return (applies("PW-2", text),)

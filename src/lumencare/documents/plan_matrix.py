"""The matrix of plans and project years: what is covered, what is paid, or why it cannot be had."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lumencare.documents.figures import exact, in_cell, is_whole, pair, percent
from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.comparison import PlanAnswer
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.cover import (
    CoverQuestion,
    Held,
    YearCover,
    cover_by_year,
    held_by_way,
    paid_in,
)
from lumencare.domain.quotation.finding import say_amount
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.ways import FULL_COVER, Way, plan_way
from lumencare.domain.text import Text

PAIRS = tuple(each for each in FULL_COVER if len(each) > 1)
WARRANTY = Text("仅原质保", "Initial warranty only")
FIRST_MONTHS = Text("首 12 个月", "first 12 months")
ONE_PAYMENT = Text("一次付清", "one payment")
BY_PROPOSAL = Text("按项目方案报价", "Priced by a proposal")


def lay_out_matrix(
    quotation: Quotation, tinted: tuple[tuple[PlanCode, ...], ...]
) -> dict[str, Any] | None:
    """Return the rows of the matrix, or None where every project year is over (G-4)."""
    if quotation.comparison.project_year > quotation.edition.horizon_years:
        return None
    ways = list(_ways(quotation))
    return {
        "years": [_head(quotation, y + 1) for y in range(quotation.edition.horizon_years)],
        "rows": [row for _, row in matrix_rows(quotation, tinted)],
        "rounded": not all(is_whole(each.net) for way in ways for each in way.instalments),
    }


def cover_cells(quotation: Quotation, held: tuple[Held, ...]) -> list[dict[str, Any]]:
    """Return what is covered in each project year with some plans held."""
    return [_cell(each) for each in _cover(quotation, held)]


def _head(quotation: Quotation, year: int) -> dict[str, Any]:
    span = year_span(quotation.request.system.order_date, year)
    return {
        "year": year,
        "start": span.start.isoformat()[:7],
        "current": year == quotation.comparison.project_year,
    }


def matrix_rows(
    quotation: Quotation, tinted: tuple[tuple[PlanCode, ...], ...]
) -> Iterator[tuple[tuple[PlanCode, ...], dict[str, Any]]]:
    """Yield the initial warranty, each plan, and behind Service Care the pairs it makes.

    Each row comes with the plans that it is about, none for the initial warranty.
    """
    yield (), {"name": pair(WARRANTY), "cells": cover_cells(quotation, ())}
    for answer in quotation.comparison.plans:
        plans = (answer.plan.code,)
        yield plans, {**_plan_row(quotation, answer), "best": plans in tinted}
        if answer.plan.code is PlanCode.SERVICE_CARE:
            for way in _ways(quotation):
                if len(way.plans) > 1:
                    yield way.plans, {**_way_row(quotation, way), "best": way.plans in tinted}


def _ways(quotation: Quotation) -> Iterator[Way]:
    """Yield each priced plan that may be bought, alone and in the pairs that cover both."""
    edition, system, on = quotation.edition, quotation.request.system, quotation.on
    eligible = {
        each.plan.code
        for each in quotation.comparison.plans
        if each.eligibility.eligible and not each.by_proposal
    }
    singles = [(each,) for each in PlanCode]
    for plans in (*singles, *PAIRS):
        if eligible.issuperset(plans):
            yield plan_way(edition, system, plans, on)


def _plan_row(quotation: Quotation, answer: PlanAnswer) -> dict[str, Any]:
    name = {"name": pair(answer.plan.name)}
    if answer.by_proposal:
        return {**name, "reason": pair(BY_PROPOSAL), "open": True}
    if not answer.eligibility.eligible:
        return {**name, "reason": pair(answer.eligibility.because[0].text), "open": False}
    way = next(each for each in _ways(quotation) if each.plans == (answer.plan.code,))
    last_day = answer.eligibility.last_day_to_buy
    return {
        **_way_row(quotation, way),
        "rate": _rate_range(way),
        "last_day": last_day.isoformat() if last_day else None,
    }


def _way_row(quotation: Quotation, way: Way) -> dict[str, Any]:
    edition, system = quotation.edition, quotation.request.system
    current = quotation.comparison.project_year
    held = held_by_way(edition, system, way, quotation.on)
    cells = []
    for each in _cover(quotation, held):
        paid = paid_in(way, each.project_year, current)
        cells.append({**_cell(each), "paid": in_cell(paid) if paid else None})
    return {
        "name": pair(way.name if len(way.plans) == 1 else _pair_name(way)),
        "cells": cells,
        "total": exact(way.total).removesuffix(".00"),
        "from": way.from_price,
        **_total_note(quotation, way),
    }


def _pair_name(way: Way) -> Text:
    """Name a pair in full in Chinese, short in English, so that it fits the head of a row."""
    return Text(way.name.zh, way.short_name.en)


def _cover(quotation: Quotation, held: tuple[Held, ...]) -> tuple[YearCover, ...]:
    return cover_by_year(
        CoverQuestion(quotation.edition, quotation.request.system, quotation.on, held)
    )


def _cell(cover: YearCover) -> dict[str, Any]:
    return {
        "percent": cover.parts_percent,
        "labour": cover.labour.value,
        "past": cover.past,
    }


def _total_note(quotation: Quotation, way: Way) -> dict[str, Any]:
    """Say how the total of a row comes about: words, and the amount that they are about."""
    basis = quotation.edition.plan_by_code[way.plans[0]].payment
    count = len(way.years)
    if len(way.plans) > 1:
        return {"note": pair(FIRST_MONTHS), "amount": say_amount(way.first_twelve_months)}
    if basis is PaymentBasis.ONCE:
        return {"note": pair(ONE_PAYMENT), "amount": None}
    years = Text(f"{count} 年", "years" if count > 1 else "year")
    if basis is PaymentBasis.SERVICE_YEAR:
        return {"note": pair(years), "amount": f"× {say_amount(way.instalments[0].net)}"}
    return {"note": pair(years), "amount": None}


def _rate_range(way: Way) -> str:
    """Return the rates of a plan's years as one range: 3.3%–4.3%."""
    rows = [each.payment.row for each in way.instalments]
    base = rows[0].base.grouped.removesuffix(".00") if rows[0].base else ""
    return " + ".join(each for each in (base, _share([row.percent for row in rows])) if each)


def _share(percents: list[Decimal]) -> str:
    low, high = min(percents), max(percents)
    if not high:
        return ""
    return percent(low) if low == high else f"{percent(low)}–{percent(high)}"

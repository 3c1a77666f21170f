"""Geometry of the cost chart: cumulative payments as step lines over the eight project years."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from lumencare.documents.figures import exact, pair, short
from lumencare.domain.codes import PART_CARE, PlanCode
from lumencare.domain.money import ZERO, Money
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.cover import paid_in
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.ways import FULL_COVER, Way, plan_way
from lumencare.domain.text import Text

# Ticks that people count in, as parts of a power of ten.
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_TICKS = 5
# A single payment is a number, not a course: the matrix says it better.
FEWEST_YEARS = 2
# The least distance between two labels at the end of the lines, as a share of the height.
LABEL_GAP = 0.155
SINGLE_PLANS = ((PlanCode.BASIC,), (PlanCode.PLUS,))


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the chart: a way and the corners of its steps, as shares of width and RMB.

    `said` is the amount that its label gives.
    """

    way: Way
    corners: tuple[tuple[float, Money], ...]
    said: Money


Shown = tuple[tuple[PlanCode, ...], ...]


def draw_cost_chart(quotation: Quotation, shown: Shown) -> dict[str, Any] | None:
    """Return what the template draws, or None where no two years are left to compare.

    `shown` names the ways that are drawn in any case, the first of them strongest.
    """
    return _draw(quotation, shown, _add_up)


def draw_yearly_chart(quotation: Quotation, shown: Shown) -> dict[str, Any] | None:
    """Return the same chart of what is paid in each project year, not added up."""
    return _draw(quotation, shown, _by_year)


def _draw(
    quotation: Quotation, shown: Shown, follow: Callable[[Quotation, Way], CostLine]
) -> dict[str, Any] | None:
    lines = [follow(quotation, way) for way in charted_ways(quotation, shown)]
    lines.sort(key=lambda each: (each.corners[-1][1], each.way.total), reverse=True)
    highest = max((paid for each in lines for _, paid in each.corners), default=ZERO)
    if not highest or len(lines[0].way.years) < FEWEST_YEARS:
        return None
    ticks = _ticks(highest.amount)
    top = ticks[-1]
    places = _spread([float(each.corners[-1][1].amount / top) for each in lines])
    return {
        "now": _now(quotation),
        "window": _window(quotation),
        "ticks": [{"y": float(each / top), **pair(short(each))} for each in ticks],
        "lines": [
            _drawn(each, top, place, shown[:1]) for each, place in zip(lines, places, strict=True)
        ],
        "alt": _describe_both(lines),
    }


def charted_ways(quotation: Quotation, shown: Shown) -> Iterator[Way]:
    """Yield the ways that may be bought and have a line of their own, `shown` among them."""
    edition, system, on = quotation.edition, quotation.request.system, quotation.on
    eligible = {
        each.plan.code
        for each in quotation.comparison.plans
        if each.eligibility.eligible and not each.by_proposal
    }
    combinations = [each for each in FULL_COVER if eligible.issuperset(each)]
    only_labour = () if combinations else ((PlanCode.SERVICE_CARE,),)
    for plans in dict.fromkeys((*SINGLE_PLANS, *combinations, *only_labour, *shown)):
        if eligible.issuperset(plans):
            yield plan_way(edition, system, plans, on)


def _add_up(quotation: Quotation, way: Way) -> CostLine:
    """Follow the payments through time: at purchase today, each year at its beginning."""
    now, years = _now(quotation), quotation.edition.horizon_years
    paid = [(now, way.at_purchase)] if way.at_purchase else []
    paid += [(max(now, (year - 1) / years), way.in_year(year)) for year in way.years]
    corners, sum_so_far = [(now, ZERO)], ZERO
    for place, amount in paid:
        corners.append((place, sum_so_far))
        sum_so_far += amount
        corners.append((place, sum_so_far))
    return CostLine(way, (*corners, (1.0, sum_so_far)), way.total)


def _by_year(quotation: Quotation, way: Way) -> CostLine:
    """Draw what is paid in each project year as a level; the label gives the dearest year."""
    now, count = _now(quotation), quotation.edition.horizon_years
    current = quotation.comparison.project_year
    corners = [(now, ZERO)]
    for year in range(current, count + 1):
        paid = paid_in(way, year, current)
        corners += [(max(now, (year - 1) / count), paid), (year / count, paid)]
    return CostLine(way, tuple(corners), max(paid for _, paid in corners))


def _now(quotation: Quotation) -> float:
    """Return where the day of the quotation stands on the axis of eight years."""
    year = quotation.comparison.project_year
    return _place(quotation, quotation.on, year)


def _place(quotation: Quotation, day: date, year: int) -> float:
    span = year_span(quotation.request.system.order_date, year)
    share = (day - span.start).days / (span.end - span.start).days
    return (year - 1 + share) / quotation.edition.horizon_years


def _window(quotation: Quotation) -> dict[str, Any] | None:
    """Return the purchase window of the Part Care plans, where it is open (PW-1)."""
    last_days = {
        each.eligibility.last_day_to_buy
        for each in quotation.comparison.plans
        if each.plan.code in PART_CARE and each.eligibility.eligible
    }
    last_day = min((each for each in last_days if each), default=None)
    if last_day is None:
        return None
    order_date, years = quotation.request.system.order_date, quotation.edition.horizon_years
    last_year = next(y for y in range(1, years + 1) if last_day in year_span(order_date, y))
    return {"to": last_year / years, "last_day": last_day.isoformat()}


def _ticks(highest: Decimal) -> list[Decimal]:
    """Return round amounts from 0 to the first at or above the highest."""
    power = Decimal(10) ** (highest.adjusted() - 1)
    steps = (unit * scale for scale in (power, power * 10) for unit in STEPS)
    step = next(each for each in steps if each * MOST_TICKS >= highest)
    highest_count = int((highest / step).to_integral_value(ROUND_CEILING))
    return [step * count for count in range(highest_count + 1)]


def _spread(places: list[float]) -> list[float]:
    """Move labels apart, highest first, keeping their order and staying on the chart."""
    spread: list[float] = []
    for index, place in enumerate(places):
        below = LABEL_GAP * (len(places) - 1 - index)
        wanted = max(place, below)
        spread.append(min(wanted, spread[-1] - LABEL_GAP) if spread else wanted)
    return spread


def _drawn(
    line: CostLine, top: Decimal, place: float, best: tuple[tuple[PlanCode, ...], ...]
) -> dict[str, Any]:
    way = line.way
    return {
        "points": [[x, float(paid.amount / top)] for x, paid in line.corners],
        "style": "best" if way.plans in best else _style(way),
        "name": pair(way.short_name),
        "total": pair(short(line.said.amount)),
        "label": place,
    }


def _style(way: Way) -> str:
    if way.plans not in FULL_COVER:
        return "single"
    return "pair" if len(way.plans) > 1 else "support"


def describe_ways(ways: Iterable[Way]) -> Text:
    """Return what ways cost in all, in words, for those who cannot see the chart."""
    said = list(ways)
    zh = "；".join(f"{each.name.zh} {exact(each.total)}" for each in said)
    en = "; ".join(f"{each.name.en} {exact(each.total)}" for each in said)
    return Text(
        f"到第 8 个项目年度结束时的累计付款，不含税：{zh}。",
        f"Cumulative payments by the end of project year 8, VAT excluded: {en}.",
    )


def _describe_both(lines: list[CostLine]) -> str:
    """Return the chart in words for a document: Chinese, then English."""
    said = describe_ways(each.way for each in lines)
    return f"{said.zh}{said.en}"

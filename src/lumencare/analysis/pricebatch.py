"""Prices of all plans for many systems at once, in whole fen, equal to the decimal rules (D-2).

What a system may buy and what it costs follows from its warranty class, its project year and the
bracket of its hardware list amount. For each such cell the rules are asked once; the amounts that
fall into the cell are then priced together.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lumencare.domain.codes import PaymentBasis, PlanCode, WarrantyClass
from lumencare.domain.edition import Edition, RateRow
from lumencare.domain.eligibility import judge
from lumencare.domain.pricing import payments
from lumencare.domain.projectyear import anniversary
from lumencare.domain.system import System

CLASSES = tuple(WarrantyClass)
NO_PRICE = -1
CHUNK_ROWS = 65_536
# A rate counts in ten-thousandths of a percent, so that 1.7 % of a whole fen is a whole number.
RATE_SCALE = 10_000
WHOLE = 100 * RATE_SCALE
# A leap day would make no difference: only the number of the project year reaches the rules.
SPECIMEN_ORDER = date(2001, 1, 1)

Amounts = NDArray[np.int64]
Codes = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class FenRate:
    """A rate row in whole numbers: base in fen, rate in ten-thousandths of a percent."""

    base: int
    rate: int


@dataclass(frozen=True, slots=True)
class CellTerms:
    """What one plan asks of the systems of one cell: all payments, and the one that is due now."""

    eligible: bool
    payments: tuple[FenRate, ...] = ()
    due: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PriceTables:
    """An edition as tables: the bracket edges in fen and the terms of each cell, plan by plan."""

    plans: tuple[PlanCode, ...]
    last_year: int
    edges: Amounts
    cells: tuple[tuple[CellTerms, ...], ...]

    @property
    def eligible(self) -> NDArray[np.bool_]:
        """Whether each plan may be bought, by plan and cell."""
        return np.array(
            [[terms.eligible for terms in plan] for plan in zip(*self.cells, strict=True)]
        )


@dataclass(frozen=True, slots=True, eq=False)
class BatchPrices:
    """Prices of many systems, by plan and system; amounts in fen, NO_PRICE where there is none."""

    eligible: NDArray[np.bool_]
    net: Amounts
    total_net: Amounts

    @property
    def parts(self) -> tuple[NDArray[np.bool_], Amounts, Amounts]:
        """Whether a plan may be bought, what is due, and the total."""
        return self.eligible, self.net, self.total_net


def build_tables(edition: Edition) -> PriceTables:
    """Ask the rules what each plan costs in each cell; ValueError for a rate that is too fine."""
    edges = sorted({row.at_least for row in edition.rates})
    years = range(1, edition.horizon_years + 2)
    cells = tuple(
        tuple(
            _terms_of(edition, System(each, SPECIMEN_ORDER, bom), plan.code, year)
            for plan in edition.plans
        )
        for each in CLASSES
        for year in years
        for bom in edges
    )
    return PriceTables(
        plans=tuple(plan.code for plan in edition.plans),
        last_year=years[-1],
        edges=np.array([edge.fen for edge in edges], dtype=np.int64),
        cells=cells,
    )


def _terms_of(edition: Edition, system: System, plan: PlanCode, year: int) -> CellTerms:
    on = anniversary(system.order_date, year)
    if not judge(edition, system, plan, on).eligible:
        return CellTerms(eligible=False)
    due = payments(edition, system, plan, on)
    years = [each.project_year for each in due]
    by_year = edition.plan_by_code[plan].payment is PaymentBasis.PROJECT_YEAR
    now = year if by_year else None
    return CellTerms(
        eligible=True,
        payments=tuple(_in_fen(each.row) for each in due),
        due=years.index(now) if now in years else None,
    )


def _in_fen(row: RateRow) -> FenRate:
    rate = row.percent * RATE_SCALE
    if rate != int(rate):
        raise ValueError(f"{row.percent} % has more than four decimals")
    return FenRate(row.base.fen, int(rate))


def price_batch(tables: PriceTables, classes: Codes, bom: Amounts, years: Codes) -> BatchPrices:
    """Price every plan for many systems.

    `classes` are positions in CLASSES, `bom` is in fen, `years` are project years from 1. `net` is
    what falls due for that project year, `total_net` the total that a comparison gives.
    """
    shape = len(tables.plans), len(bom)
    prices = BatchPrices(
        np.empty(shape, np.bool_), np.empty(shape, np.int64), np.empty(shape, np.int64)
    )
    eligible = tables.eligible
    for start in range(0, len(bom), CHUNK_ROWS):
        rows = slice(start, start + CHUNK_ROWS)
        cells = find_cells(tables, classes[rows], bom[rows], years[rows])
        prices.eligible[:, rows] = eligible[:, cells]
        _price_chunk(tables, cells, bom[rows], (prices.net[:, rows], prices.total_net[:, rows]))
    return prices


def find_cells(tables: PriceTables, classes: Codes, bom: Amounts, years: Codes) -> Codes:
    """Return the position of each system's cell; ValueError for a class or year that is none."""
    if len(bom) and not (0 <= classes.min() <= classes.max() < len(CLASSES) and years.min() > 0):
        raise ValueError("a class or a project year is out of range")
    cells = classes.astype(np.int16) * tables.last_year
    cells += np.minimum(years, tables.last_year).astype(np.int16) - 1
    cells *= len(tables.edges)
    for edge in tables.edges[1:]:
        cells += bom >= edge
    return cells


def _price_chunk(
    tables: PriceTables, cells: Codes, bom: Amounts, into: tuple[Amounts, Amounts]
) -> None:
    """Bring the systems of a cell together, price each cell, put the prices back in their place."""
    order = np.argsort(cells, kind="stable")
    sorted_bom = bom[order]
    ends = np.cumsum(np.bincount(cells, minlength=len(tables.cells)))
    net, total = (np.full(part.shape, NO_PRICE, dtype=np.int64) for part in into)
    start = 0
    for cell, end in zip(tables.cells, ends, strict=True):
        if start < end:
            _price_cell(cell, sorted_bom[start:end], net[:, start:end], total[:, start:end])
        start = end
    for plan in range(len(tables.plans)):
        into[0][plan, order] = net[plan]
        into[1][plan, order] = total[plan]


def _price_cell(cell: tuple[CellTerms, ...], bom: Amounts, net: Amounts, total: Amounts) -> None:
    """Price the systems of one cell; a rate that several plans share is worked out once."""
    known: dict[FenRate, Amounts | int] = {}
    for plan, terms in enumerate(cell):
        if not terms.payments:
            continue
        for each in terms.payments:
            if each not in known:
                known[each] = _price(each, bom)
        # Nothing is due in a year before the first that the plan has a price for.
        net[plan] = 0 if terms.due is None else known[terms.payments[terms.due]]
        total[plan] = known[terms.payments[0]]
        for each in terms.payments[1:]:
            total[plan] += known[each]


def _price(rate: FenRate, bom: Amounts) -> Amounts | int:
    """Return base plus share, rounded half up; exact up to 10 billion RMB at 100 % in 64 bits."""
    if not rate.rate:
        return rate.base
    price = bom * rate.rate
    price += rate.base * WHOLE + WHOLE // 2
    price //= WHOLE
    return price

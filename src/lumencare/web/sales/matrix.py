"""The rows of plans and years as a page shows them: each one can be picked, or says why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.documents.plan_matrix import matrix_rows
from lumencare.domain.codes import PlanCode
from lumencare.domain.period import Span
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.making import Quotation
from lumencare.web.sales.typed import JOINT

LIGHTS = ((100, "l4"), (50, "l2"), (1, "l1"), (0, "l0"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One plan in one project year: its light, what is paid, whether labour is covered."""

    percent: int
    look: str
    paid: str | None
    labour: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the plans it stands for, its cells and sums, or the reason that locks it."""

    plans: tuple[PlanCode, ...]
    name: dict[str, str]
    rate: str
    cells: tuple[Cell, ...]
    reason: dict[str, str] | None
    pickable: bool
    picked: bool
    total: str
    from_price: bool
    note: dict[str, str] | None
    amount: str | None

    @property
    def value(self) -> str:
        """What the row sends when it is picked."""
        return JOINT.join(self.plans)

    @property
    def key(self) -> str:
        """A name for the row's own elements."""
        return "-".join(self.plans) or "none"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one project year."""

    year: int
    span: Span
    current: bool

    @property
    def start(self) -> date:
        """The first day of the year."""
        return self.span.start


def rows_of(quotation: Quotation) -> tuple[Row, ...]:
    """Return every row, the picked one marked: the longest whose plans are all chosen."""
    rows = list(matrix_rows(quotation, ()))
    chosen = {each.plan for each in quotation.request.plans}
    candidates = [plans for plans, _ in rows if plans and chosen.issuperset(plans)]
    picked = max(candidates, key=len, default=())
    return tuple(_row(plans, row, picked=plans == picked) for plans, row in rows)


def heads_of(quotation: Quotation) -> tuple[Head, ...]:
    """Return the heads of the eight project years."""
    return tuple(_heads(quotation))


def _heads(quotation: Quotation) -> Iterator[Head]:
    ordered, current = quotation.request.system.order_date, quotation.comparison.project_year
    for year in range(1, quotation.edition.horizon_years + 1):
        yield Head(year, year_span(ordered, year), current=year == current)


def _row(plans: tuple[PlanCode, ...], row: dict[str, Any], *, picked: bool) -> Row:
    return Row(
        plans=plans,
        name=_short_pair(row["name"]) if len(plans) > 1 else row["name"],
        rate=row.get("rate", ""),
        cells=tuple(_cell(each) for each in row.get("cells", ())),
        reason=row.get("reason"),
        pickable=row.get("open", True),
        picked=picked,
        total=row.get("total", ""),
        from_price=row.get("from", False),
        note=_counted(row.get("note")),
        amount=row.get("amount"),
    )


def _counted(note: dict[str, str] | None) -> dict[str, str] | None:
    """Return a note whose number stands before both languages: a paper shares one between them."""
    count = "" if note is None else note["zh"].partition(" ")[0]
    if note is None or not count.isdigit():
        return note
    return {**note, "en": f"{count} {note['en']}"}


def _short_pair(name: dict[str, str]) -> dict[str, str]:
    """Return the name of two plans so that it fits the head of a row: each says it is a plan."""
    return {**name, "zh": name["zh"].replace("计划", "")}


def _cell(cell: dict[str, Any]) -> Cell:
    light = next(look for percent, look in LIGHTS if cell["percent"] >= percent)
    paid, has_labour = cell.get("paid"), cell["labour"] != "none"
    looks = filter(None, (light, "lab" if has_labour else "", "" if paid else "solo"))
    return Cell(cell["percent"], " ".join(looks), paid, cell["labour"])

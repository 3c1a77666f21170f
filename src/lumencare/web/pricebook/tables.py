"""The rows of an edition as the tables of its page: prices, windows, cover, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass

from lumencare.domain.codes import INITIAL_WARRANTY, CoverageKind, WarrantyClass
from lumencare.domain.edition import CoverageStep, Edition, Plan, RateRow
from lumencare.domain.money import Money
from lumencare.domain.pricing import rate_words
from lumencare.domain.text import Text
from lumencare.web.strip import LIGHTS

ALL_CLASSES = Text("各类别", "every class")
NOT_OFFERED = Text("不提供", "not offered")
BY_PROPOSAL = Text("按方案", "by proposal")


@dataclass(frozen=True, slots=True)
class PriceColumn:
    """One price of a plan, for some classes and a range of the hardware list."""

    classes: Text
    bracket: Text
    cells: tuple[Text | None, ...]


@dataclass(frozen=True, slots=True)
class PriceTable:
    """What a plan costs: a column for each price, a row for each project year that has one."""

    plan: Plan
    years: tuple[int | None, ...]
    columns: tuple[PriceColumn, ...]

    @property
    def rows(self) -> Iterator[tuple[int | None, list[Text | None]]]:
        """Each year with what it costs in every column."""
        for place, year in enumerate(self.years):
            yield year, [column.cells[place] for column in self.columns]


@dataclass(frozen=True, slots=True)
class CoverCell:
    """What parts get in one project year, and how bright that looks."""

    percent: int | None
    look: str


@dataclass(frozen=True, slots=True)
class CoverRow:
    """What one source covers for one class, year by year, and the years with labour."""

    by: Text
    cells: tuple[CoverCell, ...]
    labour: str
    only_manufacturer: bool
    assumed: bool
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WindowRow:
    """Until when each class can buy a plan."""

    plan: Plan
    cells: tuple[tuple[int | None, Text, str], ...]


def price_tables(edition: Edition) -> list[PriceTable]:
    """Return the prices of every plan that has any, in the order of the plans."""
    return [table for plan in edition.plans if (table := _price_table(edition, plan)).columns]


def _price_table(edition: Edition, plan: Plan) -> PriceTable:
    rows = [each for each in edition.rates if each.plan == plan.code]
    years = tuple(sorted({each.year for each in rows}, key=lambda year: year or 0))
    found: dict[tuple[Text, tuple[Text | None, ...]], list[WarrantyClass]] = {}
    for of_class in WarrantyClass:
        mine = [each for each in rows if of_class in each.classes]
        for low, high in _brackets(mine):
            cells = tuple(_cell(mine, year, low) for year in years)
            found.setdefault((_bracket(low, high), cells), []).append(of_class)
    columns = (PriceColumn(_classes(who), where, cells) for (where, cells), who in found.items())
    return PriceTable(plan, years, tuple(columns))


def _brackets(rows: list[RateRow]) -> Iterator[tuple[Money, Money | None]]:
    edges = sorted({each.at_least for each in rows})
    yield from zip(edges, [*edges[1:], *([None] if edges else [])], strict=True)


def _bracket(low: Money, high: Money | None) -> Text:
    above, below = low.grouped.removesuffix(".00"), high and high.grouped.removesuffix(".00")
    if not low:
        return Text(f"清单低于 {below} 元", f"list below {below}") if below else Text("", "")
    if below:
        return Text(f"清单 {above} 元起，低于 {below} 元", f"list from {above}, below {below}")
    return Text(f"清单 {above} 元及以上", f"list of {above} and above")


def _cell(rows: list[RateRow], year: int | None, bom: Money) -> Text | None:
    row = next((each for each in rows if each.year == year and each.holds_for(bom)), None)
    return None if row is None else rate_words(row)


def _classes(who: list[WarrantyClass]) -> Text:
    if len(who) == len(WarrantyClass):
        return ALL_CLASSES
    return Text("、".join(who), ", ".join(who))


def window_rows(edition: Edition) -> list[WindowRow]:
    """Return until when each class can buy each plan."""
    return [WindowRow(plan, tuple(_windows(edition, plan))) for plan in edition.plans]


def _windows(edition: Edition, plan: Plan) -> Iterator[tuple[int | None, Text, str]]:
    for each in WarrantyClass:
        terms = edition.terms.get((plan.code, each))
        if terms is None or not terms.offer.offered:
            yield None, NOT_OFFERED, terms.offer.rule if terms else ""
        elif terms.window is None:
            yield None, BY_PROPOSAL, terms.offer.rule
        else:
            year = terms.window.last_year
            words = Text(f"第 {year} 个项目年度末", f"end of project year {year}")
            yield year, words, terms.window.rule


def cover_tables(edition: Edition) -> list[tuple[Text, list[CoverRow]]]:
    """Return for each class what its initial warranty and each plan cover, year by year."""
    return [
        (edition.class_by_code[each].text, list(_cover_rows(edition, each)))
        for each in WarrantyClass
        if each in edition.class_by_code
    ]


def _cover_rows(edition: Edition, of_class: WarrantyClass) -> Iterator[CoverRow]:
    for by in (INITIAL_WARRANTY, *(plan.code for plan in edition.plans)):
        steps = [
            each for each in edition.coverage if (each.by, each.warranty_class) == (by, of_class)
        ]
        if steps:
            yield _cover_row(edition, by, steps)


def _cover_row(edition: Edition, by: str, steps: list[CoverageStep]) -> CoverRow:
    parts = [each for each in steps if each.kind is CoverageKind.PARTS]
    labour = [each for each in steps if each.kind is CoverageKind.LABOUR]
    years = range(1, edition.horizon_years + 1)
    return CoverRow(
        by=edition.source_names[by],
        cells=tuple(_cover_cell(parts, year) for year in years),
        labour="、".join(f"{each.first_year}–{each.last_year}" for each in labour),
        only_manufacturer=any(each.start_up for each in labour),
        assumed=any(each.assumed for each in steps),
        rules=tuple(dict.fromkeys(each.rule for each in steps)),
    )


def _cover_cell(parts: list[CoverageStep], year: int) -> CoverCell:
    step = next((each for each in parts if each.first_year <= year <= each.last_year), None)
    if step is None:
        return CoverCell(None, "")
    return CoverCell(step.percent, next(look for least, look in LIGHTS if step.percent >= least))

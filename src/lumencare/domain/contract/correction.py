"""A wrong order date, found later: which days of bought years move, and which stay (D-1, D-17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lumencare.domain.period import Span
from lumencare.domain.problems import Refused
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.text import Text, does_not_apply


@dataclass(frozen=True, slots=True)
class BoughtYear:
    """A project year that was bought, with its days as they were issued."""

    project_year: int
    span: Span


@dataclass(frozen=True, slots=True)
class OrderDates:
    """The order date that was on record, and the right one."""

    was: date
    right: date


def moved_years(
    years: Iterable[BoughtYear], dates: OrderDates, today: date
) -> tuple[BoughtYear, ...]:
    """Return the years that begin after today with their right days, earliest first.

    What has begun keeps the days that were issued; what follows it without a gap still does.
    Raises Refused where today lies in another project year by the right date: what was bought
    would be another year then.
    """
    _require_same_year(dates, today)
    moved: list[BoughtYear] = []
    before: BoughtYear | None = None
    end_before: date | None = None
    for each in sorted(years, key=lambda each: each.span.start):
        span = each.span
        if span.start > today:
            follows = before is not None and before.span.end == span.start
            span = _right_span(each, dates.right, end_before, follows=follows)
            moved.append(BoughtYear(each.project_year, span))
        before, end_before = each, span.end
    return tuple(moved)


def _right_span(year: BoughtYear, right: date, end_before: date | None, *, follows: bool) -> Span:
    whole = year_span(right, year.project_year)
    if end_before is None:
        return whole
    return Span(end_before if follows else max(whole.start, end_before), whole.end)


def _require_same_year(dates: OrderDates, today: date) -> None:
    was, right = project_year(dates.was, today), project_year(dates.right, today)
    if was != right:
        raise Refused(does_not_apply("D-17", _other_year(was, right)))


def _other_year(was: int, right: int) -> Text:
    return Text(
        f"按更正后的下单日期，今天属于第 {right} 项目年度而非第 {was} 年度；已售年度不会改写，"
        "请取消合同后重新报价。",
        f"By the corrected order date today is in project year {right}, not {was}. Years that were "
        "sold are not rewritten: cancel the contract and quote anew.",
    )

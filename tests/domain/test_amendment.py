"""Kinds of amendments, and the days that move when an order date was wrong (D-1, D-17)."""

from datetime import date

import pytest

from lumencare.domain.contract.amendment import AMENDMENT_NAMES, AmendmentKind
from lumencare.domain.contract.correction import BoughtYear, OrderDates, moved_years
from lumencare.domain.period import Span
from lumencare.domain.problems import Refused
from lumencare.domain.projectyear import year_span

WAS = date(2025, 3, 1)
TODAY = date(2026, 6, 1)


def years(*numbers: int) -> list[BoughtYear]:
    return [BoughtYear(each, year_span(WAS, each)) for each in numbers]


def moved(right: date, *numbers: int) -> dict[int, Span]:
    found = moved_years(years(*numbers), OrderDates(WAS, right), TODAY)
    return {each.project_year: each.span for each in found}


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert set(AMENDMENT_NAMES) == set(AmendmentKind)


def test_years_that_follow_a_running_one_stay_without_a_gap() -> None:
    running = year_span(WAS, 2)
    found = moved(date(2025, 3, 15), 2, 3, 4)
    assert found == {
        3: Span(running.end, date(2028, 3, 16)),
        4: Span(date(2028, 3, 16), date(2029, 3, 16)),
    }


def test_a_gap_that_was_bought_stays_a_gap() -> None:
    """D-5: years need not be continuous."""
    assert moved(date(2025, 3, 15), 2, 5) == {5: year_span(date(2025, 3, 15), 5)}


def test_an_earlier_order_date_never_takes_days_from_what_runs() -> None:
    found = moved(date(2025, 2, 10), 2, 3)
    assert found == {3: Span(year_span(WAS, 2).end, date(2028, 2, 11))}


def test_what_has_begun_never_moves() -> None:
    assert moved(date(2025, 3, 15), 1, 2) == {}


@pytest.mark.parametrize("right", [date(2024, 3, 1), date(2026, 3, 1), date(2025, 6, 2)])
def test_another_running_year_is_refused(right: date) -> None:
    with pytest.raises(Refused, match="D-17"):
        moved(right, 2, 3)

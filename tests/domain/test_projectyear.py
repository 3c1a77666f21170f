"""Project years begin the day after an anniversary and end on the next one (D-1, X-3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.projectyear import anniversary, project_year, year_span

ORDER_DATES = st.dates(date(1990, 1, 1), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2025, 3, 1), 1),  # the order date itself
        (date(2026, 3, 1), 1),  # the anniversary still belongs to the year that ends
        (date(2026, 3, 2), 2),
        (date(2027, 3, 1), 2),
        (date(2033, 3, 1), 8),
        (date(2033, 3, 2), 9),
    ],
)
def test_a_year_runs_to_its_anniversary_inclusive(on: date, year: int) -> None:
    """D-1."""
    assert project_year(date(2025, 3, 1), on) == year


@pytest.mark.parametrize(
    ("years", "ends"),
    [
        (1, date(2025, 2, 28)),
        (2, date(2026, 2, 28)),
        (3, date(2027, 2, 28)),
        (4, date(2028, 2, 29)),
        (5, date(2029, 2, 28)),
        (6, date(2030, 2, 28)),
        (7, date(2031, 2, 28)),
        (8, date(2032, 2, 29)),
    ],
)
def test_an_order_of_29_february_ends_its_years_on_the_last_day_of_february(
    years: int, ends: date
) -> None:
    """D-1: no corresponding day, so the month's last day, through all eight years."""
    ordered = date(2024, 2, 29)
    assert anniversary(ordered, years) == ends
    assert project_year(ordered, ends) == years
    assert project_year(ordered, ends + timedelta(days=1)) == years + 1


def test_no_year_has_begun_before_the_order() -> None:
    """D-1."""
    with pytest.raises(ValueError, match="before the order date"):
        project_year(date(2025, 3, 1), date(2025, 2, 28))


@given(ORDER_DATES, st.integers(0, 12 * 366))
def test_each_day_lies_in_the_span_of_its_year(ordered: date, days: int) -> None:
    """D-1: the years tile the time after the order."""
    on = ordered + timedelta(days=days)
    assert on in year_span(ordered, project_year(ordered, on))


@given(ORDER_DATES, st.integers(1, 12))
def test_years_follow_each_other_without_gap_or_overlap(ordered: date, year: int) -> None:
    """D-1."""
    assert year_span(ordered, year).end == year_span(ordered, year + 1).start

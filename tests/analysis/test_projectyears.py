"""Project years of many systems at once are those of the rule for one (D-1)."""

from datetime import date

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lumencare.analysis.projectyears import project_years
from lumencare.domain.projectyear import project_year

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
LEAP_DAY = date(2024, 2, 29)


def days(*dates: date) -> np.ndarray:
    return np.array(dates, dtype="datetime64[D]")


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1))
@example([[LEAP_DAY, date(2025, 2, 28)], [LEAP_DAY, date(2025, 3, 1)]])
@example([[LEAP_DAY, date(2028, 2, 28)], [LEAP_DAY, date(2028, 2, 29)]])
@example([[date(2023, 2, 28), LEAP_DAY], [date(2023, 3, 1), LEAP_DAY]])
@example([[LEAP_DAY, LEAP_DAY], [date(2024, 12, 31), date(2025, 12, 31)]])
def test_every_system_has_the_project_year_that_the_rule_gives_it_d_1(
    pairs: list[list[date]],
) -> None:
    counted = project_years(days(*(pair[0] for pair in pairs)), days(*(pair[1] for pair in pairs)))
    assert counted.tolist() == [project_year(*pair) for pair in pairs]


@pytest.mark.parametrize("order_date", [date(2024, 2, 28), LEAP_DAY, date(2024, 3, 1)])
def test_nine_years_day_by_day_agree_with_the_rule_d_1(order_date: date) -> None:
    on = np.arange(order_date, date(2033, 3, 5), dtype="datetime64[D]")
    expected = [project_year(order_date, each) for each in on.tolist()]
    assert project_years(days(order_date), on).tolist() == expected


def test_a_day_before_the_order_date_has_no_project_year() -> None:
    with pytest.raises(ValueError, match="before its order date"):
        project_years(days(date(2026, 3, 2)), days(date(2026, 3, 1)))

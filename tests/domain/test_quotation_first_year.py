"""What is payable in the first twelve months from the day of a quotation, VAT included."""

from datetime import date
from typing import Any

import pytest

from lumencare.domain.quotation.first_year import due_within_first_year
from tests import builders
from tests.domain.quotation_requests import ON, option, plan, price, quote, request


@pytest.mark.parametrize(
    ("choices", "ordered", "on", "gross"),
    [
        # Everything is paid at purchase: 80,000 + 20,000 + 10,000 and the VAT of D-3.
        (
            (plan("part-care-plus"), plan("service-care"), option("24h")),
            date(2025, 3, 1),
            ON,
            "116600.00",
        ),
        # Year 3 begins on 2027-03-02, more than twelve months after 2026-01-15.
        ((plan("technology-support", 3, 4),), date(2025, 3, 1), ON, "0.00"),
        # The current year 4 ends on 2026-03-01; year 5 begins within the twelve months (D-6).
        ((plan("technology-support", 4, 5, 6),), date(2022, 3, 1), ON, "76320.00"),
        # On the first day of year 4 the next one begins twelve months later, and is not counted.
        ((plan("technology-support", 4, 5),), date(2022, 3, 1), date(2025, 3, 2), "37100.00"),
        # Of two contract years with the response option (RO-1) only one begins in time.
        (
            (plan("technology-support", 5, 6), option("72h", 2)),
            date(2022, 3, 1),
            ON,
            "45580.00",
        ),
        # Free years of the annual plan, and year 3 later (D-15).
        ((plan("part-care-plus-annual", 1, 2, 3),), date(2025, 3, 1), ON, "0.00"),
        # What is booked as needed is bought now (AV-1).
        ((plan("service-care"), option("weekend", 2)), date(2025, 3, 1), ON, "29680.00"),
        # A proposal has no price yet (SY-3), and a comparison none at all.
        ((plan("system-care"),), date(2025, 3, 1), ON, "0.00"),
        ((), date(2025, 3, 1), ON, "0.00"),
    ],
)
def test_a_payment_counts_on_the_day_on_which_its_year_begins(
    choices: tuple[Any, ...], ordered: date, on: date, gross: str
) -> None:
    asked = request(*choices, system=builders.system(order_date=ordered))
    assert str(due_within_first_year(quote(asked, on))) == gross


def test_a_set_price_is_what_falls_due() -> None:
    """D-20."""
    asked = request(plan("service-care"), prices=(price("service-care", "25000"),))
    assert str(due_within_first_year(quote(asked))) == "26500.00"

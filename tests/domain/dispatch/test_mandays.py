"""What a visit costs by when it is (AV-1, NB-1, D-9, D-10)."""

import pytest

from lumencare.domain.dispatch.mandays import Agreed, Priced, price_visit, total_of
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from tests.builders import edition
from tests.domain.dispatch.times import CALENDAR, moment

TRAINING = "customer-site-training"


def cost(start: str, end: str, tenths: int = 10, service: str = TRAINING, **more: object) -> str:
    """Return the sum of a visit's lines."""
    priced = Priced(start=moment(start), end=moment(end), tenths=tenths, service=service, **more)  # type: ignore[arg-type]
    return str(total_of(price_visit(priced, edition=edition(), calendar=CALENDAR)))


@pytest.mark.parametrize(
    ("start", "end", "tenths", "service", "net"),
    [
        ("11-18 08:00", "11-18 18:00", 10, TRAINING, "4800.00"),
        ("11-18 08:00", "11-18 13:00", 5, TRAINING, "2400.00"),
        ("11-18 08:00", "11-18 18:00", 10, "remote-programming", "2400.00"),
        # Half a man-day is the least.
        ("11-18 08:00", "11-18 10:00", 2, TRAINING, "2400.00"),
        # Both, at the weekend and in the evening (D-10).
        ("11-21 08:00", "11-21 18:00", 10, TRAINING, "8800.00"),
        ("11-18 18:00", "11-18 23:00", 5, TRAINING, "3900.00"),
        # 16:00-20:00: half of the time is after-hour.
        ("11-18 16:00", "11-18 20:00", 5, TRAINING, "3150.00"),
        # A make-up Saturday is a business day (D-8).
        ("02-14 08:00", "02-14 18:00", 10, TRAINING, "4800.00"),
        # A holiday that falls on a Saturday is a weekend (NB-1).
        ("10-03 08:00", "10-03 18:00", 10, TRAINING, "8800.00"),
        # Friday 18:00 to Saturday 8:00 is after-hour.
        ("11-20 20:00", "11-21 01:00", 5, TRAINING, "3900.00"),
        ("11-21 03:00", "11-21 08:00", 5, TRAINING, "3900.00"),
        # Labour that a plan covers costs the hours alone (D-10), and nothing in business hours.
        ("11-18 18:00", "11-18 23:00", 5, "", "1500.00"),
        ("11-22 08:00", "11-22 18:00", 10, "", "4000.00"),
        ("11-18 08:00", "11-18 18:00", 10, "", "0.00"),
    ],
)
def test_a_visit_costs_its_man_days_and_its_hours(
    start: str, end: str, tenths: int, service: str, net: str
) -> None:
    assert cost(start, end, tenths, service) == net


def test_man_days_that_were_bought_cost_the_hours_alone() -> None:
    assert cost("11-21 08:00", "11-21 18:00", drawn=True) == "4000.00"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("10-01 08:00", "10-01 18:00"),
        ("11-21 18:00", "11-21 23:00"),
        ("11-22 20:00", "11-22 23:00"),
        ("11-23 05:00", "11-23 08:00"),
        ("10-01 19:00", "10-01 22:00"),
    ],
    ids=["holiday", "Saturday night", "Sunday night", "before Monday", "night of a holiday"],
)
def test_hours_without_a_published_price_need_one_of_staff(start: str, end: str) -> None:
    """D-9."""
    with pytest.raises(Refused, match="D-9"):
        cost(start, end)
    priced = Priced(start=moment(start), end=moment(end), tenths=5)
    agreed = Agreed(Money.of(6000), "客户书面同意")
    lines = price_visit(priced, edition=edition(), calendar=CALENDAR, agreed=agreed)
    assert (str(total_of(lines)), lines[-1].rule) == ("6000.00", "D-9")

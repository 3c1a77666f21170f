"""English counts one man-day and several man-days; Chinese has one word for both (G-2)."""

from decimal import Decimal

import pytest

from lumencare.domain.counting import HOURS, MAN_DAYS
from lumencare.domain.text import Text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 man-day"),
        ("1", "1 man-day"),
        (Decimal("1.0"), "1.0 man-day"),
        (2, "2 man-days"),
        ("0.5", "0.5 man-days"),
        (0, "0 man-days"),
    ],
)
def test_one_has_a_word_of_its_own(number: Decimal | int | str, said: str) -> None:
    assert MAN_DAYS.count(number) == Text(f"{number} 人天", said)


def test_without_a_number_it_is_several() -> None:
    assert (MAN_DAYS.name.en, HOURS.name.en) == ("man-days", "hours")

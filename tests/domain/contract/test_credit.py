"""What is credited at a cancellation: four treatments, never more than was paid (D-17)."""

from datetime import date

import pytest

from lumencare.domain.contract.credit import PaidTerm, Treatment, credit_of
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.problems import InputProblems

ON = date(2026, 7, 1)


def term(year: int, paid: str = "36500", net: str = "36500") -> PaidTerm:
    return PaidTerm(Span(date(year, 1, 1), date(year + 1, 1, 1)), Money.of(net), Money.of(paid))


@pytest.mark.parametrize(
    ("treatment", "credit"),
    [
        (Treatment.NONE, "0.00"),
        (Treatment.BY_DAY, "54900.00"),
        (Treatment.REMAINING_YEARS, "36500.00"),
    ],
)
def test_each_treatment_gives_its_amount(treatment: Treatment, credit: str) -> None:
    """100 a day: 184 days of 2026 are left, and all of 2027."""
    assert str(credit_of(treatment, [term(2025), term(2026), term(2027)], ON)) == credit


@pytest.mark.parametrize(("paid", "credit"), [("36500", "18400"), ("20000", "1900"), ("0", "0")])
def test_nobody_gets_back_what_they_owe(paid: str, credit: str) -> None:
    assert credit_of(Treatment.BY_DAY, [term(2026, paid)], ON) == Money.of(credit)


@pytest.mark.parametrize("amount", [None, "-0.01", "36500.01"])
def test_a_stated_amount_is_at_most_what_was_paid(amount: str | None) -> None:
    stated = None if amount is None else Money.of(amount)
    with pytest.raises(InputProblems, match="amount"):
        credit_of(Treatment.STATED, [term(2026)], ON, stated)


def test_a_stated_amount_is_taken() -> None:
    assert credit_of(Treatment.STATED, [term(2026)], ON, Money.of(100)) == Money.of(100)

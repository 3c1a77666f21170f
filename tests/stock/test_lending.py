"""Loans leave the stock, are due on a day, and come back or are written off."""

from datetime import date
from typing import Any

import pytest

from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.stock.kinds import Condition
from lumencare.stock.actions import Goods, Lending, Slip, lend, take_back_loan, write_off_loan
from lumencare.stock.models import Loan, Part, Serial
from tests.office import NOW
from tests.stock.parts import balance, clerk, part, place, pool, slip, stocked, units

DUE = date(2026, 2, 1)


def lent(of: Part, key: Slip | None = None, **more: Any) -> Loan:
    lending = Lending(more.pop("borrower", "滨江置业"), more.pop("due_on", DUE))
    given = key or slip(plan_customer=True)
    return lend(Goods(part=of, **more), pool(), lending, given, by=clerk(), now=NOW)


@pytest.mark.django_db
def test_a_loan_leaves_once_and_comes_back_as_it_is() -> None:
    one, key = stocked(3), slip(plan_customer=True)
    loan = lent(one, key, quantity=2)
    assert lent(one, key, quantity=2) == loan
    assert balance(one) == (1, 0)
    with pytest.raises(Conflict):
        lent(one, key, quantity=1)
    beijing = place()
    take_back_loan(loan, beijing, Condition.FAULTY, by=clerk(), now=NOW)
    take_back_loan(loan, beijing, Condition.FAULTY, by=clerk(), now=NOW)
    assert balance(one, beijing, Condition.FAULTY) == (2, 0)
    with pytest.raises(Refused, match="Returned"):
        write_off_loan(loan, why="丢失", by=clerk(), now=NOW)


@pytest.mark.django_db
def test_a_lent_unit_is_known_to_be_lent_and_may_be_written_off() -> None:
    one = units("A1")
    loan = lent(one, serials=("A1",))
    assert Serial.objects.get().state == "lent"
    assert Serial.objects.get().reference == loan.number
    with pytest.raises(InputProblems, match="reason"):
        write_off_loan(loan, why=" ", by=clerk(), now=NOW)
    write_off_loan(loan, why="客户买下", by=clerk(), now=NOW)
    assert (Serial.objects.get().state, Loan.objects.get().state) == ("out", "kept")


@pytest.mark.django_db
def test_the_pool_lends_its_last_to_plan_customers_only() -> None:
    """SC-7."""
    one = stocked(1, part(frequent=True))
    with pytest.raises(Refused, match="plan customers first"):
        lent(one, slip())
    assert not Loan.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field"),
    [({"borrower": " "}, "borrower"), ({"due_on": date(2026, 1, 14)}, "due_on")],
)
def test_a_loan_says_to_whom_and_until_when(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InputProblems, match=field):
        lent(stocked(1), **more)


@pytest.mark.django_db
def test_no_key_from_outside_stands_in_the_way_of_the_houses_own() -> None:
    """Keys are of visible characters; those of loans and counts hold a space."""
    one = stocked(3)
    for key in ("loan 1", "count 1 1"):
        with pytest.raises(InputProblems, match="visible ASCII"):
            lent(one, Slip(key=key, plan_customer=True))

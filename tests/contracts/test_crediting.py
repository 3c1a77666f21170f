"""Credits: what was paid and not used, decided by one, approved and paid out by another."""

from datetime import date
from typing import Any

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions.crediting import Crediting, credit, decide_credit, refund
from lumencare.contracts.actions.ending import end_line
from lumencare.contracts.actions.paying import reverse_receipt
from lumencare.contracts.models import Contract, Credit, CreditShare, Payment
from lumencare.contracts.queries.income import income_report
from lumencare.contracts.soundness import wrong_credits
from lumencare.domain.problems import Conflict, InputProblems, Refused
from tests.contracts.contracts import active, coordinator, noon
from tests.contracts.money import finance, received
from tests.office import TODAY, person, system
from tests.sales.test_at_once import at_once

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
LATER = noon(ON)
YEAR_NET, YEAR_GROSS = 20_000_00, 21_200_00


def cancelled(paid: str = "21200") -> Contract:
    """Return a year of Service Care from today on, paid for and cancelled on 1 July."""
    contract = active("service-care", of=system())
    if paid != "0":
        received(contract.payments.get(), paid)
    end_line(contract.lines.get(), ON, "拆除", state="cancelled")
    Contract.objects.update(state="cancelled", ended_at=LATER, ended_why="拆除")
    Payment.objects.filter(paid_fen__lt=YEAR_GROSS).update(cancelled_on=ON)
    contract.refresh_from_db()
    return contract


def decide(contract: Contract, treatment: str = "by-day", key: str = "k", **more: Any) -> Credit:
    decision = Crediting(treatment, ON, more.pop("why", "拆除"), **more)
    return credit(contract, decision, key=key, by=coordinator(), now=LATER)


def superior() -> User:
    return User.objects.filter(name="马经理").first() or person("manager", name="马经理")


@pytest.mark.parametrize(
    ("treatment", "amount", "net", "vat", "state"),
    [
        ("none", "", 0, 0, "approved"),
        # 198 of 365 days are left: 10,849.32 of 20,000.
        ("by-day", "", 10_849_32, 650_96, "waiting"),
        ("stated", "5000", 5_000_00, 300_00, "waiting"),
        ("stated", "20000", YEAR_NET, 1_200_00, "waiting"),
        ("remaining-years", "", 0, 0, "approved"),
    ],
)
def test_each_treatment_credits_its_amount_with_its_vat(
    treatment: str, amount: str, net: int, vat: int, state: str
) -> None:
    """D-17, D-3."""
    row = decide(cancelled(), treatment, amount=amount)
    assert (row.net_fen, row.vat_fen, row.state) == (net, vat, state)
    assert list(wrong_credits()) == []


def test_never_more_is_given_back_than_was_paid() -> None:
    """D-17: 10,600 of 21,200 were paid; 10,849.32 are unused, of which 10,000 were not paid."""
    contract = cancelled("10600")
    assert decide(contract, key="a").net_fen == 849_32
    with pytest.raises(InputProblems, match="9,150"):
        decide(contract, "stated", key="b", amount="9150.69")
    assert decide(contract, "stated", key="c", amount="9150.68").vat_fen == 549_04
    given = Credit.objects.all()
    assert sum(each.net_fen + each.vat_fen for each in given) == 10_600_00
    with pytest.raises(InputProblems, match=r"0\.00"):
        decide(contract, "stated", key="d", amount="0.01")


def test_nothing_paid_gives_nothing_back() -> None:
    assert decide(cancelled("0")).net_fen == 0


def test_a_contract_is_cancelled_first() -> None:
    contract = active("service-care", of=system())
    with pytest.raises(Refused, match="D-17"):
        decide(contract)


def test_decided_twice_it_is_one() -> None:
    contract = cancelled()
    assert decide(contract) == decide(contract)
    with pytest.raises(Conflict):
        decide(contract, "none")
    with pytest.raises(InputProblems, match="treatment"):
        decide(contract, "all")
    with pytest.raises(InputProblems, match="why"):
        decide(contract, key="z", why=" ")


def test_another_approves_and_it_is_paid_out_once() -> None:
    row = decide(cancelled())
    paid_out = {"refunded_on": ON.isoformat(), "reference": "BOC 0701"}
    with pytest.raises(Conflict):
        refund(row, paid_out, by=finance(), now=LATER)
    decide_credit(row, approved=True, by=finance(), now=LATER)
    refund(row, paid_out, by=finance(), now=LATER)
    assert refund(row, paid_out, by=finance(), now=LATER).state == "refunded"
    with pytest.raises(Conflict):
        refund(row, {**paid_out, "reference": "other"}, by=finance(), now=LATER)


def test_nobody_approves_what_they_decided() -> None:
    boss = superior()
    decision = Crediting("by-day", ON, "拆除")
    row = credit(cancelled(), decision, key="k", by=boss, now=LATER)
    with pytest.raises(NotAllowed):
        decide_credit(row, approved=True, by=boss, now=LATER)
    with pytest.raises(NotAllowed):
        decide_credit(row, approved=True, by=coordinator(), now=LATER)


def test_what_is_declined_may_be_decided_anew() -> None:
    contract = cancelled()
    row = decide(contract, "stated", amount="20000")
    with pytest.raises(InputProblems, match="note"):
        decide_credit(row, approved=False, by=finance(), now=LATER)
    decide_credit(row, approved=False, note="按天退", by=finance(), now=LATER)
    assert decide(contract, key="2").net_fen == 10_849_32
    assert list(wrong_credits()) == []


def test_a_receipt_that_was_given_back_is_not_reversed() -> None:
    contract = cancelled()
    decide(contract)
    receipt = contract.payments.get().receipts.get()
    with pytest.raises(Refused, match="D-17"):
        reverse_receipt(receipt, why="退票", by=finance(), now=LATER)
    assert contract.payments.get().paid_fen == YEAR_GROSS


def test_income_ends_with_the_cover_and_keeps_what_was_not_given_back() -> None:
    """By day: 20,000 less 10,849.32 is exactly what 167 days had earned."""
    contract = cancelled()
    decide(contract)
    before = income_report(finance(), date(2026, 6, 30))
    after = income_report(finance(), date(2026, 7, 31))
    assert (str(before.earned_to_date), str(before.deferred)) == ("9150.68", "10849.32")
    assert (str(after.earned), str(after.earned_to_date)) == ("0.00", "9150.68")
    assert str(after.deferred) == "0.00"


def test_without_a_credit_the_rest_is_income_on_the_day_the_cover_ends() -> None:
    cancelled()
    after = income_report(finance(), ON)
    assert (str(after.earned), str(after.deferred)) == ("10849.32", "0.00")


def test_what_was_never_paid_and_is_due_no_more_is_no_income() -> None:
    cancelled("10600")
    after = income_report(finance(), ON)
    assert (str(after.earned_to_date), str(after.deferred)) == ("10000.00", "0.00")


@pytest.mark.django_db(transaction=True)
def test_two_who_credit_at_once_never_give_back_more_than_was_paid() -> None:
    contract, by = cancelled(), coordinator()

    def give(key: str) -> Any:
        try:
            decision = Crediting("stated", ON, "拆除", amount="15000")
            return credit(contract, decision, key=key, by=by, now=LATER)
        except InputProblems as told:
            return told

    results = at_once(lambda: give("a"), lambda: give("b"))
    assert sum(isinstance(each, InputProblems) for each in results) == 1
    assert CreditShare.objects.count() == 1
    assert TODAY < ON

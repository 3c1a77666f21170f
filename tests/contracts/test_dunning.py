"""Late payments are reminded of at each rung once, however the job runs."""

from datetime import date, timedelta

import pytest

from lumencare.contracts.actions.dunning import run_dunning
from lumencare.contracts.models import Contract, DunningNotice, Payment
from lumencare.notices.models import Event
from tests.contracts.contracts import noon
from tests.contracts.money import DUE, due_payment, received

pytestmark = pytest.mark.django_db


def late(days: int) -> date:
    return DUE + timedelta(days=days)


def told() -> list[tuple[int, int]]:
    return list(DunningNotice.objects.order_by("rung").values_list("rung", "late_days"))


def test_each_rung_is_told_once_by_days_late() -> None:
    payment = due_payment()
    for days in range(-2, 40):
        run_dunning(noon(late(days)))
        run_dunning(noon(late(days)))
    assert told() == [(1, 1), (2, 15), (3, 30)]
    events = Event.objects.filter(kind="payment.overdue").order_by("occurred_at")
    assert [each.data["rung"] for each in events] == [1, 2, 3]
    assert events[0].data["unpaid"] == "84800.00"
    assert {each.subject_key for each in events} == {payment.contract.number}


def test_a_job_that_did_not_run_for_days_tells_the_highest_rung_only() -> None:
    due_payment()
    assert run_dunning(noon(late(17))) == 1
    assert run_dunning(noon(late(18))) == 0
    assert told() == [(2, 17)]


def test_a_clock_that_goes_back_tells_nothing_again() -> None:
    due_payment()
    run_dunning(noon(late(15)))
    assert run_dunning(noon(late(3))) == 0
    assert told() == [(2, 15)]


def test_what_is_paid_in_part_is_reminded_of_with_what_is_left() -> None:
    payment = due_payment()
    received(payment, "80000")
    run_dunning(noon(late(1)))
    assert DunningNotice.objects.get().unpaid_fen == 4_800_00


def test_what_is_paid_or_cancelled_is_not_reminded_of() -> None:
    payment = due_payment()
    received(payment)
    assert run_dunning(noon(late(40))) == 0
    Payment.objects.update(paid_fen=0, cancelled_on=DUE)
    assert run_dunning(noon(late(40))) == 0
    Payment.objects.update(cancelled_on=None)
    Contract.objects.update(state="cancelled", ended_at=noon(DUE), ended_why="x")
    assert run_dunning(noon(late(40))) == 0

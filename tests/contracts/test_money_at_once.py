"""Money posted at once and by processes that die: counted once, whole or not at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lumencare.contracts.actions.dunning import run_dunning
from lumencare.contracts.actions.paying import reverse_receipt
from lumencare.contracts.models import DunningNotice, Payment, Receipt
from lumencare.contracts.soundness import wrong_payments
from lumencare.domain.problems import InputProblems
from lumencare.notices.models import Event
from tests.apart import KILLED, run_apart
from tests.contracts.contracts import noon
from tests.contracts.money import DUE, GROSS, due_payment, finance, received
from tests.office import NOW
from tests.sales.test_at_once import at_once
from tests.sales.test_killed import LAST

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = 4


def again(pk: int) -> Payment:
    """Return a payment as another process reads it."""
    return Payment.objects.select_related("contract").get(pk=pk)


def run(deed: str, pk: int, last: int) -> int:
    """Let another process do a deed on the same database, and die at a point of it."""
    return run_apart("tests.contracts.killed", deed, pk, last)


def telling(deed: Callable[[], Any]) -> Callable[[], Any]:
    """Return a deed that gives back what it was refused with."""

    def act() -> Any:
        try:
            return deed()
        except InputProblems as told:
            return told

    return act


def test_the_same_receipt_from_eight_at_once_counts_once() -> None:
    pk, _ = due_payment().pk, finance()
    results = at_once(*[lambda: received(again(pk), "100").pk] * 8)
    assert len(set(results)) == 1
    assert (again(pk).paid_fen, Receipt.objects.count()) == (100_00, 1)
    assert Event.objects.filter(kind="payment.received").count() == 1


def test_eight_who_pay_at_once_never_pay_more_than_is_due() -> None:
    pk, _ = due_payment().pk, finance()
    deeds = [
        telling(lambda key=f"k{each}": received(again(pk), "30000", key=key)) for each in range(8)
    ]
    results = at_once(*deeds)
    assert sum(isinstance(each, InputProblems) for each in results) == 6
    assert again(pk).paid_fen == 60_000_00
    assert list(wrong_payments()) == []


def test_a_receipt_reversed_by_four_at_once_is_reversed_once() -> None:
    payment, by = due_payment(), finance()
    kept = received(payment, "100").pk

    def reverse() -> int:
        return reverse_receipt(Receipt.objects.get(pk=kept), why="记错", by=by, now=NOW).pk

    assert len(set(at_once(*[reverse] * 4))) == 1
    assert (again(payment.pk).paid_fen, Receipt.objects.count()) == (0, 2)


def test_two_jobs_at_once_remind_once() -> None:
    due_payment()
    late = noon(DUE + timedelta(days=1))
    assert sum(at_once(*[lambda: run_dunning(late)] * 4)) == 1
    assert DunningNotice.objects.count() == 1
    assert Event.objects.filter(kind="payment.overdue").count() == 1


def test_killed_before_the_commit_nothing_is_received_and_it_can_be_posted_again() -> None:
    payment, _ = due_payment(), finance()
    for last in range(1, WRITES + 1):
        assert run("receive", payment.pk, last) == KILLED
        assert (again(payment.pk).paid_fen, Receipt.objects.count()) == (0, 0)
    received(again(payment.pk))
    assert again(payment.pk).paid_fen == GROSS


def test_killed_after_the_commit_it_is_received_whole_and_answered_alike_again() -> None:
    payment, _ = due_payment(), finance()
    assert run("receive", payment.pk, LAST) == KILLED
    assert again(payment.pk).paid_fen == GROSS
    assert received(again(payment.pk)) == Receipt.objects.get()
    assert again(payment.pk).paid_fen == GROSS


def test_killed_while_reversing_it_is_reversed_whole_or_not_at_all() -> None:
    payment = due_payment()
    receipt = received(payment)
    for last in (1, 2, 3):
        assert run("reverse", receipt.pk, last) == KILLED
        assert (again(payment.pk).paid_fen, Receipt.objects.count()) == (GROSS, 1)
    assert run("reverse", receipt.pk, LAST) == KILLED
    assert (again(payment.pk).paid_fen, Receipt.objects.count()) == (0, 2)


def test_killed_while_reminding_it_is_reminded_once_by_the_next_run() -> None:
    payment, _ = due_payment(), finance()
    for last in (1, 2):
        assert run("remind", payment.pk, last) == KILLED
        assert not DunningNotice.objects.exists()
    assert run_dunning(noon(DUE + timedelta(days=2))) == 1
    assert Event.objects.filter(kind="payment.overdue").count() == 1

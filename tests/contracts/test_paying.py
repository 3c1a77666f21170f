"""Money received: in part, twice, too much, with three decimals, and taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.actions.paying import record_receipt, reverse_receipt
from lumencare.contracts.models import Payment, Receipt
from lumencare.contracts.soundness import wrong_credits, wrong_invoices, wrong_payments
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.notices.models import Event
from tests.contracts.contracts import coordinator
from tests.contracts.money import GROSS, due_payment, finance, received
from tests.office import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_a_payment_can_be_paid_in_part_until_nothing_is_left() -> None:
    payment = due_payment()
    received(payment, "30000", key="a")
    assert payment.paid_fen == 30_000_00
    received(payment, "54,800.00", key="b")
    assert (payment.paid_fen, Receipt.objects.count()) == (GROSS, 2)
    entry = Entry.objects.filter(action="receive").latest("pk")
    assert (entry.before["paid_fen"], entry.after["paid_fen"]) == (30_000_00, GROSS)


def test_more_than_is_due_is_refused_with_the_amount_that_is_left() -> None:
    payment = due_payment()
    received(payment, "80000", key="a")
    with pytest.raises(InputProblems, match=r"4,800\.00"):
        received(payment, "4800.01", key="b")
    payment.refresh_from_db()
    assert (payment.paid_fen, Receipt.objects.count()) == (80_000_00, 1)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("amount", "12.345"),
        ("amount", "0"),
        ("amount", "-5"),
        ("amount", "1e5"),
        ("amount", "NaN"),
        ("received_on", "2026-02-30"),
        ("received_on", (TODAY + timedelta(days=1)).isoformat()),
        ("reference", "x" * 81),
        ("reference", "a\x00b"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, typed: str) -> None:
    """D-2: three decimals are no amount in RMB."""
    payment = due_payment()
    given = {"amount": "100", "received_on": TODAY.isoformat(), "reference": "", field: typed}
    with pytest.raises(InputProblems) as told:
        record_receipt(payment, given, key="a", by=finance(), now=NOW)
    assert [each.where for each in told.value.problems] == [field]
    assert not Receipt.objects.exists()


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputProblems) as told:
        record_receipt(due_payment(), {}, key="a", by=finance(), now=NOW)
    assert [each.where for each in told.value.problems] == ["amount", "received_on"]


def test_posted_twice_it_counts_once_and_is_answered_alike() -> None:
    payment = due_payment()
    first = received(payment, "100")
    assert received(payment, "100.00") == first
    assert (payment.paid_fen, Receipt.objects.count()) == (100_00, 1)
    assert Event.objects.filter(kind="payment.received").count() == 1


def test_another_content_under_the_same_key_is_a_conflict() -> None:
    payment = due_payment()
    received(payment, "100")
    with pytest.raises(Conflict):
        received(payment, "200")
    assert Receipt.objects.get().fen == 100_00


def test_a_key_must_be_one() -> None:
    for key in ("", "键", "x" * 81):
        with pytest.raises(InputProblems, match="key"):
            received(due_payment_once(), key=key)


def due_payment_once() -> Payment:
    return Payment.objects.first() or due_payment()


def test_nothing_is_received_for_what_was_cancelled() -> None:
    """D-17."""
    payment = due_payment()
    Payment.objects.update(cancelled_on=TODAY)
    with pytest.raises(Refused, match="D-17"):
        received(payment)
    assert not Receipt.objects.exists()


def test_a_receipt_is_taken_back_by_another_once() -> None:
    payment = due_payment()
    receipt = received(payment, "300")
    reversal = reverse_receipt(receipt, why="记错合同", by=finance(), now=NOW)
    assert (reversal.fen, reversal.reverses, reversal.why) == (-300_00, receipt, "记错合同")
    assert reverse_receipt(receipt, why="再点一次", by=finance(), now=NOW) == reversal
    payment.refresh_from_db()
    assert (payment.paid_fen, Receipt.objects.count()) == (0, 2)
    with pytest.raises(InputProblems, match="reversed"):
        reverse_receipt(reversal, why="x", by=finance(), now=NOW)
    with pytest.raises(InputProblems, match="why"):
        reverse_receipt(receipt, why=" ", by=finance(), now=NOW)


def test_only_who_keeps_money_records_it() -> None:
    payment, receipt = due_payment(), received(due_payment_once())
    given = {"amount": "1", "received_on": TODAY.isoformat()}
    with pytest.raises(NotAllowed):
        record_receipt(payment, given, key="x", by=coordinator(), now=NOW)
    with pytest.raises(NotAllowed):
        reverse_receipt(receipt, why="x", by=coordinator(), now=NOW)


def test_the_database_holds_the_limits_itself() -> None:
    payment = due_payment()
    for wrong in ({"paid_fen": GROSS + 1}, {"paid_fen": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(**wrong)
    kept = received(payment, "5")
    for changes in ({"fen": 0}, {"fen": -5}, {"key": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Receipt.objects.filter(pk=kept.pk).update(**changes)


def test_the_check_up_finds_what_does_not_add_up() -> None:
    payment = due_payment()
    received(payment, "5")
    assert [*wrong_payments(), *wrong_credits(), *wrong_invoices()] == []
    Payment.objects.update(paid_fen=6_00)
    assert list(wrong_payments()) == [f"{payment.contract.number} #{payment.pk}"]


@given(steps=st.lists(st.tuples(st.integers(1, 9_000_000), st.booleans()), max_size=12))
def test_what_is_paid_is_always_the_sum_of_receipts(steps: list[tuple[int, bool]]) -> None:
    with transaction.atomic():
        payment = due_payment_once()
        kept = []
        for number, (fen, back) in enumerate(steps):
            try:
                kept.append(received(payment, f"{fen // 100}.{fen % 100:02}", key=f"k-{number}"))
            except InputProblems:
                assert payment.paid_fen + fen > GROSS
            if back and kept:
                reverse_receipt(kept.pop(0), why="记错", by=finance(), now=NOW)
                payment.refresh_from_db()
            assert payment.paid_fen == sum(Receipt.objects.values_list("fen", flat=True))
            assert 0 <= payment.paid_fen <= GROSS
            assert list(wrong_payments()) == []
        transaction.set_rollback(True)

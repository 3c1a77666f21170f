"""Stock and claim move together: what fails half-way leaves nothing, what is done stays done."""

import pytest
from django.db import transaction

from lumencare.claims.actions import issue, receive_return, reserve
from lumencare.claims.models import Claim
from lumencare.domain.problems import Conflict, Refused
from lumencare.stock.models import Balance, Move, Reservation
from tests.claims.claims import NOON, asked, clerk, fitted, part, pool, stocked, supplied

pytestmark = pytest.mark.django_db


def reserved() -> Claim:
    part(serialised=True)
    claim = asked()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    return reserve(claim, pool(), by=clerk(), now=NOON)


def test_a_part_that_cannot_be_written_on_its_claim_stays_in_stock() -> None:
    """SC-8: somebody changed the claim between the move and the claim; both are undone."""
    claim = reserved()
    Claim.objects.filter(pk=claim.pk).update(version=claim.version + 1)
    with pytest.raises(Conflict):
        issue(claim, {"serial": "N-1"}, by=clerk(), now=NOON)
    assert Move.objects.filter(kind="issue").count() == 0
    assert Reservation.objects.get().state == "held"
    assert Balance.objects.get().on_hand == 1


def test_what_a_process_left_half_done_is_done_once_afterwards() -> None:
    """SC-8: a transaction that never ended is as if it had not been; the next try does it."""
    claim = reserved()
    with transaction.atomic():
        issue(claim, {"serial": "N-1"}, by=clerk(), now=NOON)
        transaction.set_rollback(True)
    again = Claim.objects.get()
    issue(again, {"serial": "N-1"}, by=clerk(), now=NOON)
    with pytest.raises(Refused, match="issued"):
        issue(Claim.objects.get(), {"serial": "N-1"}, by=clerk(), now=NOON)
    assert Move.objects.filter(kind="issue").count() == 1
    assert Balance.objects.get().on_hand == 0


def test_an_old_part_is_taken_in_once() -> None:
    part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    stale = Claim.objects.get()
    receive_return(claim, pool(), {}, by=clerk(), now=NOON)
    with pytest.raises((Conflict, Refused)):
        receive_return(stale, pool(), {}, by=clerk(), now=NOON)
    assert Move.objects.filter(kind="return").count() == 1
    assert Balance.objects.get(condition="faulty").on_hand == 1

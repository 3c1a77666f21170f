"""Killed between stock and claim, or two claims at one part: nothing lost, nothing doubled."""

from collections.abc import Callable
from typing import Any

import pytest

from lumencare.claims.actions import issue, issue_from_bag, receive_return, reserve, take_back
from lumencare.claims.models import Claim
from lumencare.domain.problems import Conflict, Refused
from lumencare.stock.models import Balance, Move, Reservation, Serial
from tests.apart import KILLED, run_apart
from tests.at_once import at_once, told
from tests.claims.claims import (
    NOON,
    asked,
    bag_of,
    clerk,
    engineer,
    faulty,
    fitted,
    part,
    pool,
    stocked,
    supplied,
)
from tests.claims.killed import DEEDS
from tests.desk.cases import support
from tests.office import site, system
from tests.stock.parts import sound

pytestmark = pytest.mark.django_db(transaction=True)

DONE = "none"
AGAIN: dict[str, Callable[[Claim], Any]] = {
    name: lambda claim, deed=deed: deed(claim, pool(), clerk()) for name, deed in DEEDS.items()
}


def kept() -> Claim:
    claim = asked()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    return reserve(claim, pool(), by=clerk(), now=NOON)


def wanted() -> Claim:
    claim = asked()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    return claim


def state() -> tuple[Any, ...]:
    """Return all that stock and claim say."""
    rows = Balance.objects.filter(on_hand__gt=0).order_by("condition")
    return (
        Claim.objects.get().state,
        Claim.objects.get().returned,
        tuple(rows.values_list("condition", "on_hand", "reserved")),
        tuple(Serial.objects.order_by("serial").values_list("serial", "state")),
        Move.objects.count(),
        Reservation.objects.filter(state="held").count(),
    )


def killed(deed: str, pk: int, table: str) -> None:
    assert run_apart("tests.claims.killed", deed, pk, table) == KILLED


@pytest.mark.parametrize(
    ("deed", "start", "tables"),
    [
        ("reserve", wanted, ("stock_reservation", "claims_claim")),
        ("issue", kept, ("stock_move", "claims_claim")),
        ("take-back", lambda: supplied(asked(), "N-1"), ("stock_move", "claims_claim")),
        ("receive", lambda: fitted(supplied(asked(), "N-1")), ("stock_move", "claims_claim")),
    ],
)
def test_killed_between_stock_and_claim_nothing_is_lost_and_nothing_doubled(
    deed: str, start: Callable[[], Claim], tables: tuple[str, ...]
) -> None:
    """SC-8: half of it is as if it had not been; all of it stays, and is not done again."""
    part(serialised=True)
    pk = start().pk
    clerk()
    before = state()
    for table in tables:
        killed(deed, pk, table)
        assert state() == before
        assert sound()
    killed(deed, pk, DONE)
    after = state()
    assert after != before
    assert sound()
    with pytest.raises((Conflict, Refused)):
        AGAIN[deed](Claim.objects.get())
    assert state() == after


def two(of: Any) -> tuple[Claim, Claim]:
    """Return two claims of two systems for the same part."""
    at = site()
    cases = (faulty(system(at, ref)) for ref in ("S-1", "S-2"))
    first, second = (asked(each, serial=f"SN-{n}") for n, each in enumerate(cases))
    assert first.supplied_id == second.supplied_id == of.pk
    return first, second


def test_of_two_claims_for_the_last_part_one_has_it_and_the_other_is_told() -> None:
    """SC-8: the other is told what is possible instead, and stays to be supplied."""
    of = part(lead_days=40)
    claims = two(of)
    stocked(of)
    by, place = clerk(), pool()
    results = at_once(
        *(lambda row=each: reserve(row, place, by=by, now=NOON) for each in claims),
    )
    (refused,) = told(results)
    assert isinstance(refused, Refused)
    assert "40" in refused.reason.text.en
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["decided", "reserved"]
    held = Reservation.objects.get(state="held")
    winner = Claim.objects.get(state="reserved")
    assert (held.reference, winner.reservation_id) == (winner.number, held.pk)
    assert sound()


def test_of_two_claims_for_the_last_part_of_a_bag_one_has_it() -> None:
    """SC-8: the same engineer on two phones; nobody has more than there was."""
    of = part()
    claims = two(of)
    by = engineer()
    stocked(of, place=bag_of(by))
    results = at_once(
        *(lambda row=each: issue_from_bag(row, {}, by=by, now=NOON) for each in claims)
    )
    (refused,) = told(results)
    assert isinstance(refused, Refused)
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["decided", "issued"]
    assert Move.objects.filter(kind="issue").count() == 1
    assert sound()


def test_one_claim_supplied_by_two_clerks_at_once_has_one_part() -> None:
    """SC-8: the pool and a bag at the same moment; one part leaves."""
    of = part()
    claim = asked(by=support())
    stocked(of, quantity=3)
    by, keeper, place = engineer(), clerk(), pool()
    stocked(of, quantity=3, place=bag_of(by))
    reserve(claim, place, by=keeper, now=NOON)

    def again() -> Claim:
        return Claim.objects.get(pk=claim.pk)

    results = at_once(
        *(lambda: issue(again(), {}, by=keeper, now=NOON) for _ in range(2)),
        *(lambda: issue_from_bag(again(), {}, by=by, now=NOON) for _ in range(2)),
    )
    assert len(told(results)) == 3
    assert Move.objects.filter(kind="issue").count() == 1
    assert not Reservation.objects.filter(state="held").exists()
    assert sound()
    assert again().state == "issued"


def test_what_came_back_twice_at_once_is_taken_in_once() -> None:
    part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    by, place = clerk(), pool()
    rows = [Claim.objects.get(pk=claim.pk) for _ in range(3)]
    results = at_once(
        *(lambda row=each: receive_return(row, place, {}, by=by, now=NOON) for each in rows)
    )
    assert len(told(results)) == 2
    assert Move.objects.filter(kind="return").count() == 1
    assert sound()


def test_a_part_is_put_back_or_fitted_and_never_both() -> None:
    """SC-8: whoever is second is told."""
    part(serialised=True)
    pk = supplied(asked(), "N-1").pk
    rows = [Claim.objects.get(pk=pk) for _ in range(2)]
    engineer(), clerk()
    results = at_once(
        lambda: fitted(rows[0]),
        lambda: take_back(rows[1], why="未更换", by=clerk(), now=NOON),
    )
    assert len(told(results)) == 1
    there = Balance.objects.filter(condition="good", on_hand=1).exists()
    assert Claim.objects.get().state == ("decided" if there else "fitted")
    assert sound()

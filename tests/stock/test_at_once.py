"""Many at once, each with a connection of its own: no part is promised twice, none is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F, Sum

from lumencare.domain.problems import Refused
from lumencare.stock.actions import (
    Goods,
    Scan,
    Slip,
    Wish,
    issue,
    issue_reserved,
    open_count,
    post_count,
    receive,
    release,
    reserve,
    scan,
    transfer,
)
from lumencare.stock.models import Balance, Move, Part, Reservation, Serial, Supply
from tests.apart import KILLED, run_apart
from tests.at_once import at_once, told
from tests.office import NOW
from tests.stock.killed import KEY
from tests.stock.parts import balance, clerk, part, place, pool, slip, sound, stocked, units

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS, PARTS = 50, 10


def slips(number: int) -> list[Slip]:
    return [slip() for _ in range(number)]


def test_of_fifty_who_want_one_of_ten_exactly_ten_get_it() -> None:
    """SC-7: the last part is promised to one."""
    one, by, where = stocked(PARTS), clerk(), pool()

    def want(number: int) -> Callable[[], Any]:
        key = Slip(key=f"case-{number}", reference=f"C-{number}", plan_customer=True)
        return lambda: reserve(Wish(part=one, place=where), key, by=by, now=NOW)

    results = at_once(*(want(each) for each in range(CLIENTS)))
    refused = told(results)
    assert len(refused) == CLIENTS - PARTS
    assert all(isinstance(each, Refused) for each in refused)
    assert balance(one) == (PARTS, PARTS)
    assert Reservation.objects.filter(state="held").count() == PARTS
    assert sound()


def test_issues_reservations_and_transfers_fight_without_loss() -> None:
    one, by, here, there = stocked(PARTS), clerk(), pool(), place()
    stocked(PARTS, one, there)

    def deed(number: int) -> Callable[[], Any]:
        key, goods = Slip(key=f"d-{number}", reference="C-1"), Goods(part=one)
        deeds: tuple[Callable[[], Any], ...] = (
            lambda: transfer(goods, (here, there), key, by=by, now=NOW),
            lambda: transfer(goods, (there, here), key, by=by, now=NOW),
            lambda: issue(goods, here, key, by=by, now=NOW),
            lambda: reserve(Wish(part=one, place=here), key, by=by, now=NOW),
        )
        return deeds[number % 4]

    at_once(*(deed(each) for each in range(24)))
    total = Balance.objects.aggregate(sum=Sum("on_hand"))["sum"]
    assert total == 2 * PARTS - Move.objects.filter(kind="issue").count()
    assert sound()


def test_the_same_key_sent_by_eight_at_once_is_done_once() -> None:
    one, by, where = stocked(PARTS), clerk(), pool()
    key = Slip(key="same", reference="C-1", plan_customer=True)
    wish = Wish(part=one, place=where)
    held = at_once(*[lambda: reserve(wish, key, by=by, now=NOW).pk] * 8)
    assert len(set(held)) == 1
    goods = Goods(part=one)
    moves = at_once(*[lambda: issue(goods, where, key, by=by, now=NOW)[0].pk] * 8)
    assert len(set(moves)) == 1
    assert balance(one) == (PARTS - 1, 1)
    typed = {"part": one, "place": where, "quantity": 3, "ordered_on": NOW, "expected_on": NOW}
    supply = Supply.objects.create(key="o", at=NOW, **typed)
    parcel = Goods(part=one, quantity=2)
    key = Slip(key="delivery", reference="PO")
    came = at_once(*[lambda: receive(parcel, where, key, supply=supply, by=by, now=NOW)] * 4)
    assert told(came) == []
    supply.refresh_from_db()
    assert (supply.received, balance(one)) == (2, (PARTS + 1, 1))


def test_one_unit_leaves_by_one_door() -> None:
    one, by, here, there = units("A1", "A2"), clerk(), pool(), place()
    goods, ways = Goods(part=one, serials=("A1",)), (here, there)
    results = at_once(
        *(lambda key=each: issue(goods, here, key, by=by, now=NOW) for each in slips(4)),
        *(lambda key=each: transfer(goods, ways, key, by=by, now=NOW) for each in slips(4)),
    )
    assert len(told(results)) == 7
    assert Serial.objects.filter(serial="A2", place=here).exists()
    assert sound()


def test_a_reservation_is_issued_or_released_and_never_both() -> None:
    one, by = stocked(PARTS), clerk()
    key = slip(plan_customer=True)
    pk = reserve(Wish(part=one, place=pool(), quantity=4), key, by=by, now=NOW).pk

    def row() -> Reservation:
        return Reservation.objects.select_related("part", "place").get(pk=pk)

    goods = Goods(part=one, quantity=4)
    results = at_once(
        *(lambda k=f"i-{n}": issue_reserved(row(), goods, key=k, by=by, now=NOW) for n in range(3)),
        *(lambda: release(row(), why="取消", by=by, now=NOW) for _ in range(3)),
    )
    assert len(told(results)) >= 3
    assert balance(one) in {(PARTS, 0), (PARTS - 4, 0)}
    assert sound()


def test_a_count_and_issues_at_once_end_with_what_is_there() -> None:
    """What was found at the scan, less what was issued since, whatever came first."""
    one, by, where = stocked(PARTS), clerk(), pool()
    count = open_count(where, "", by=by, now=NOW)
    scan(count, Scan(code=one.number, quantity=PARTS - 1), by=by, now=NOW)
    goods = Goods(part=one)
    at_once(
        lambda: post_count(count, by=by, now=NOW),
        *(lambda key=each: issue(goods, where, key, by=by, now=NOW) for each in slips(6)),
    )
    assert balance(one) == (PARTS - 1 - 6, 0)
    assert sound()


def killed(deed: str, pk: int, point: int) -> None:
    assert run_apart("tests.stock.killed", deed, pk, point) == KILLED


def test_killed_while_reserving_nothing_is_lost_and_nothing_doubled() -> None:
    one = stocked(PARTS)
    clerk()
    for point in (1, 3):
        killed("reserve", one.pk, point)
        assert (balance(one), Reservation.objects.count()) == ((PARTS, 0), 0)
    killed("reserve", one.pk, 0)
    assert balance(one) == (PARTS, 2)
    wish = Wish(part=one, place=pool(), quantity=2)
    again = Slip(key=KEY, reference="C-2601-001", plan_customer=True)
    reserve(wish, again, by=clerk(), now=NOW)
    assert (balance(one), Reservation.objects.count()) == ((PARTS, 2), 1)


def test_killed_while_issuing_the_promise_holds_until_it_is_done_whole() -> None:
    one = stocked(PARTS)
    key = slip(plan_customer=True)
    row = reserve(Wish(part=one, place=pool(), quantity=2), key, by=clerk(), now=NOW)
    for point in (2, 5):
        killed("issue", row.pk, point)
        assert balance(one) == (PARTS, 2)
        assert sound()
    killed("issue", row.pk, 0)
    assert balance(one) == (PARTS - 2, 0)
    row.refresh_from_db()
    issue_reserved(row, Goods(part=one, quantity=2), key=KEY, by=clerk(), now=NOW)
    assert balance(one) == (PARTS - 2, 0)
    assert sound()


def test_killed_while_posting_a_count_is_open_and_can_be_posted_again() -> None:
    one, two = stocked(PARTS), stocked(PARTS, part("QSM-5"))
    count = open_count(pool(), "", by=clerk(), now=NOW)
    for each in (one, two):
        scan(count, Scan(code=each.number, quantity=PARTS - 1), by=clerk(), now=NOW)
    killed("post", count.pk, 5)
    assert (balance(one), balance(two)) == ((PARTS, 0), (PARTS, 0))
    killed("post", count.pk, 0)
    post_count(count, by=clerk(), now=NOW)
    assert (balance(one), balance(two)) == ((PARTS - 1, 0), (PARTS - 1, 0))
    assert sound()
    assert Part.objects.filter(balances__reserved__gt=F("balances__on_hand")).count() == 0

"""Counts go on while parts are moved, and bring the books to what was found."""

from typing import Any

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.stock.kinds import Condition
from lumencare.stock.actions import (
    Goods,
    Scan,
    Slip,
    Wish,
    cancel_count,
    correct_count,
    forget_line,
    issue,
    open_count,
    post_count,
    receive,
    reserve,
    scan,
    transfer,
)
from lumencare.stock.models import Count, CountLine, Move, Part, Serial
from tests.office import NOW, person
from tests.stock.parts import bag, balance, clerk, part, place, pool, slip, stocked, units


def counting() -> Count:
    return open_count(pool(), "年终盘点", by=clerk(), now=NOW)


def scanned(count: Count, code: str, quantity: int = 1, **more: Any) -> CountLine:
    return scan(count, Scan(code=code, quantity=quantity, **more), by=clerk(), now=NOW)


def took(of: Part, quantity: int) -> None:
    issue(Goods(part=of, quantity=quantity), pool(), slip(), by=clerk(), now=NOW)


@pytest.mark.django_db
def test_scans_add_up_and_the_difference_becomes_a_move() -> None:
    one, count = stocked(5), counting()
    for _ in range(3):
        scanned(count, " qsm-4w ")
    line = scanned(count, "QSM-4W")
    assert (line.counted, line.book) == (4, 5)
    post_count(count, by=clerk(), now=NOW)
    assert post_count(count, by=clerk(), now=NOW).state == "posted"
    assert balance(one) == (4, 0)
    move = Move.objects.get(kind="count")
    assert (move.quantity, move.from_place, move.reference) == (1, pool(), count.number)


@pytest.mark.django_db
def test_what_is_issued_after_the_scan_stays_issued() -> None:
    one, count = stocked(10), counting()
    scanned(count, one.number, 9)
    took(one, 4)
    stocked(2, one)
    post_count(count, by=clerk(), now=NOW)
    assert balance(one) == (7, 0)


@pytest.mark.django_db
def test_what_is_moved_between_two_scans_is_counted_once_more() -> None:
    one, count = stocked(10), counting()
    scanned(count, one.number, 3)
    took(one, 2)
    scanned(count, one.number, 5)
    with pytest.raises(InputProblems, match="count it once more from the start"):
        post_count(count, by=clerk(), now=NOW)
    scanned(count, one.number, 8, afresh=True)
    post_count(count, by=clerk(), now=NOW)
    assert balance(one) == (8, 0)
    assert not Move.objects.filter(kind="count").exists()


@pytest.mark.django_db
def test_what_is_promised_is_not_counted_away() -> None:
    one, count = stocked(5), counting()
    wish = Wish(part=one, place=pool(), quantity=4)
    reserve(wish, slip(plan_customer=True), by=clerk(), now=NOW)
    scanned(count, one.number, 3)
    with pytest.raises(InputProblems, match="would have 3 left, and 4 are reserved"):
        post_count(count, by=clerk(), now=NOW)
    assert Count.objects.get().state == "open"


@pytest.mark.django_db
def test_units_are_counted_one_by_one() -> None:
    one, count = units("A1", "A2", "A3"), counting()
    scanned(count, "a1")
    assert scanned(count, "A1").counted == 1
    scanned(count, one.number, serial="NEW-1")
    post_count(count, by=clerk(), now=NOW)
    assert balance(one) == (2, 0)
    states = dict(Serial.objects.values_list("serial", "state"))
    assert states == {"A1": "in-stock", "A2": "missing", "A3": "missing", "NEW-1": "in-stock"}
    again = counting()
    for serial in ("A1", "A2", "NEW-1"):
        scanned(again, serial)
    post_count(again, by=clerk(), now=NOW)
    assert balance(one) == (3, 0)


@pytest.mark.django_db
def test_units_that_come_or_go_after_the_scan_are_neither_missing_nor_found() -> None:
    one, count = units("A1", "A2"), counting()
    scanned(count, "A1")
    scanned(count, "A2")
    units("A3", of=one)
    issue(Goods(part=one, serials=("A1",)), pool(), slip(), by=clerk(), now=NOW)
    post_count(count, by=clerk(), now=NOW)
    assert balance(one) == (2, 0)
    assert not Move.objects.filter(kind="count").exists()


@pytest.mark.django_db
def test_a_unit_that_is_elsewhere_is_refused_with_where_it_is() -> None:
    one, count = units("A1", "A2"), counting()
    transfer(Goods(part=one, serials=("A1",)), (pool(), place()), slip(), by=clerk(), now=NOW)
    issue(Goods(part=one, serials=("A2",)), pool(), slip("C-9"), by=clerk(), now=NOW)
    for serial, words in (("A1", "it is in BJ place"), ("A2", r"Issued \(C-9\)")):
        for code, more in ((serial, {}), (one.number, {"serial": serial})):
            with pytest.raises(Refused, match=words):
                scanned(count, code, **more)
    assert not CountLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "more", "words"),
    [
        ("NOTHING", {}, "neither the number of a part nor a serial"),
        ("SAME-1", {}, "Several parts"),
        ("QP3", {}, "scan the serial"),
        ("QSM-4W", {"quantity": -1}, "quantity"),
        ("QSM-4W", {"quantity": 100_001}, "quantity"),
    ],
)
def test_a_code_that_says_nothing_is_told(code: str, more: dict[str, Any], words: str) -> None:
    part()
    units("SAME-1")
    units("SAME-1", of=part("QP4", serialised=True))
    with pytest.raises(InputProblems, match=words):
        scanned(counting(), code, **more)


@pytest.mark.django_db
def test_none_found_and_conditions_apart() -> None:
    one, count = stocked(2), counting()
    faulty = Goods(part=one, quantity=3, condition=Condition.FAULTY)
    receive(faulty, pool(), slip(), by=clerk(), now=NOW)
    scanned(count, one.number, 0)
    scanned(count, one.number, 2, condition=Condition.FAULTY)
    post_count(count, by=clerk(), now=NOW)
    assert balance(one) == (0, 0)
    assert balance(one, condition=Condition.FAULTY) == (2, 0)


@pytest.mark.django_db
def test_one_count_of_a_place_at_a_time_and_it_can_be_given_up() -> None:
    one, count = stocked(2), counting()
    with pytest.raises(Refused, match=count.number):
        counting()
    forget_line(scanned(count, one.number, 1), by=clerk())
    assert not CountLine.objects.exists()
    scanned(count, one.number, 1)
    cancel_count(count, by=clerk(), now=NOW)
    for act in (
        lambda: scanned(count, one.number),
        lambda: post_count(count, by=clerk(), now=NOW),
    ):
        with pytest.raises(Refused, match="is over"):
            act()
    assert balance(one) == (2, 0)
    counting()


@pytest.mark.django_db
def test_one_balance_is_put_right_with_its_reason() -> None:
    one = stocked(4)
    shelf = (one, pool(), Condition.GOOD)
    why = Slip(key="c1", reason="夹层里另有一件")
    for _ in range(2):
        correct_count(shelf, 5, why, by=clerk(), now=NOW)
    assert balance(one) == (5, 0)
    assert correct_count(shelf, 5, Slip(key="c2", reason="复核"), by=clerk(), now=NOW) is None
    with pytest.raises(InputProblems, match="reason"):
        correct_count(shelf, 4, Slip(key="c3"), by=clerk(), now=NOW)
    unit = (units("A1"), pool(), Condition.GOOD)
    with pytest.raises(InputProblems, match="by a count"):
        correct_count(unit, 0, Slip(key="c4", reason="x"), by=clerk(), now=NOW)


@pytest.mark.django_db
def test_engineers_count_their_own_bag() -> None:
    who = person("engineer")
    own = bag(who)
    count = open_count(own, "", by=who, now=NOW)
    scan(count, Scan(code=part().number, quantity=2), by=who, now=NOW)
    post_count(count, by=who, now=NOW)
    with pytest.raises(NotAllowed):
        open_count(pool(), "", by=who, now=NOW)

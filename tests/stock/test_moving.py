"""Parts come, go, change their place: each move once, none below zero, each unit in one place."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.stock.kinds import Condition
from lumencare.stock.actions import (
    Goods,
    Slip,
    cancel_supply,
    expect_supply,
    issue,
    order_parts,
    receive,
    regrade,
    scrap,
    take_back,
    transfer,
)
from lumencare.stock.models import Move, PartUse, Serial, Supply
from tests.office import NOW, person
from tests.stock.parts import bag, balance, clerk, part, place, pool, slip, stocked, units


@pytest.mark.django_db
def test_what_comes_and_goes_is_in_the_balance_the_moves_and_the_trail() -> None:
    one = stocked(5)
    issue(Goods(part=one, quantity=2), pool(), slip(), by=clerk(), now=NOW)
    assert balance(one) == (3, 0)
    assert [(each.kind, each.quantity) for each in Move.objects.order_by("pk")] == [
        ("receipt", 5),
        ("issue", 2),
    ]
    entry = Entry.objects.get(action="issue-parts")
    assert (entry.after["quantity"], entry.after["reference"]) == (2, "C-2601-001")


@pytest.mark.django_db
def test_the_same_slip_moves_once_and_another_deed_under_its_key_is_a_conflict() -> None:
    one, key = stocked(5), slip()
    first = issue(Goods(part=one), pool(), key, by=clerk(), now=NOW)
    assert issue(Goods(part=one), pool(), key, by=clerk(), now=NOW) == first
    assert balance(one) == (4, 0)
    for goods, deed in ((Goods(part=one, quantity=2), issue), (Goods(part=one), take_back)):
        with pytest.raises(Conflict, match="another move"):
            deed(goods, pool(), key, by=clerk(), now=NOW)
    assert balance(one) == (4, 0)


@pytest.mark.django_db
def test_more_than_there_is_is_refused_with_what_is_possible_instead() -> None:
    successor = stocked(2, part("QSM-5"))
    one = stocked(1, part(successor=successor))
    stocked(3, one, place())
    stocked(1, one, bag(person("engineer")))
    with pytest.raises(Refused) as refused:
        issue(Goods(part=one, quantity=2), pool(), slip(), by=clerk(), now=NOW)
    said = refused.value.reason.text.en
    assert "holds 1 QSM-4W (0 reserved, 1 free), which is not enough for 2" in said
    assert "BJ place has 3 free. Its successor QSM-5 has 2 free." in said
    assert "BAG" not in said
    assert balance(one) == (1, 0)


@pytest.mark.django_db
def test_the_last_of_the_pool_is_issued_for_plan_customers_only() -> None:
    """SC-7, TS-4: the pool serves plan customers first; other places do not keep any back."""
    one, other = stocked(2, part(frequent=True)), place("OF", "office")
    stocked(1, one, other)
    issue(Goods(part=one), pool(), slip(), by=clerk(), now=NOW)
    with pytest.raises(Refused, match="plan customers first"):
        issue(Goods(part=one), pool(), slip(), by=clerk(), now=NOW)
    issue(Goods(part=one), pool(), slip(plan_customer=True), by=clerk(), now=NOW)
    issue(Goods(part=one), other, slip(), by=clerk(), now=NOW)
    assert balance(one) == (0, 0)


@pytest.mark.django_db
def test_a_unit_that_is_elsewhere_is_refused_with_where_it_is() -> None:
    one, beijing = units("A1", "A2"), place()
    transfer(Goods(part=one, serials=("a1",)), (pool(), beijing), slip(), by=clerk(), now=NOW)
    for serials, words in ((("A1",), "it is in BJ place"), (("Z9",), "No unit Z9 of QP3")):
        with pytest.raises(Refused, match=words):
            issue(Goods(part=one, serials=serials), pool(), slip(), by=clerk(), now=NOW)
    issue(Goods(part=one, serials=("A2",)), pool(), slip("C-7"), by=clerk(), now=NOW)
    with pytest.raises(Refused, match=r"is not in this stock.*Issued \(C-7\)"):
        issue(Goods(part=one, serials=("A2",)), beijing, slip(), by=clerk(), now=NOW)
    with pytest.raises(Refused, match="is in stock already: it is in BJ place"):
        receive(Goods(part=one, serials=("A1",)), pool(), slip(), by=clerk(), now=NOW)
    assert balance(one) == (0, 0)
    assert balance(one, beijing) == (1, 0)


@pytest.mark.django_db
def test_units_move_each_with_a_row_of_its_own_and_once() -> None:
    one, key = units("A1", "A2", "A3"), slip()
    goods = Goods(part=one, quantity=2, serials=("A3", "A1"))
    first = issue(goods, pool(), key, by=clerk(), now=NOW)
    assert issue(goods, pool(), key, by=clerk(), now=NOW) == first
    assert [each.serial.serial for each in first if each.serial] == ["A3", "A1"]
    assert sorted(Serial.objects.filter(state="in-stock").values_list("serial", flat=True)) == [
        "A2"
    ]
    take_back(
        Goods(part=one, serials=("A1",), condition=Condition.FAULTY),
        pool(),
        slip(),
        by=clerk(),
        now=NOW,
    )
    assert balance(one, condition=Condition.FAULTY) == (1, 0)
    assert Serial.objects.get(serial="A1").condition == "faulty"


@pytest.mark.django_db
def test_a_faulty_part_that_nobody_knew_is_taken_back() -> None:
    one = units("A1")
    old = Goods(part=one, serials=("OLD-7",), condition=Condition.FAULTY)
    take_back(old, pool(), slip(), by=clerk(), now=NOW)
    better = Slip(key="mended", reason="已修复")
    regrade(old, pool(), Condition.REFURBISHED, better, by=clerk(), now=NOW)
    assert balance(one, condition=Condition.REFURBISHED) == (1, 0)
    with pytest.raises(InputProblems, match="reason"):
        scrap(old, pool(), Slip(key="bin"), by=clerk(), now=NOW)
    bad = Goods(part=one, serials=("OLD-7",), condition=Condition.REFURBISHED)
    scrap(bad, pool(), Slip(key="bin", reason="烧毁"), by=clerk(), now=NOW)
    assert Serial.objects.get(serial="OLD-7").state == "scrapped"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("quantity", "serials", "field"),
    [
        (0, (), "quantity"),
        (100_001, (), "quantity"),
        (1, ("A1",), "serials"),
    ],
)
def test_goods_are_checked(quantity: int, serials: tuple[str, ...], field: str) -> None:
    goods = Goods(part=part(), quantity=quantity, serials=serials)
    with pytest.raises(InputProblems, match=field):
        receive(goods, pool(), slip(), by=clerk(), now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("serials", [(), ("A1",), ("A1", "a1"), ("A1", " ")])
def test_each_unit_kept_by_serial_has_its_own(serials: tuple[str, ...]) -> None:
    goods = Goods(part=part(serialised=True), quantity=2, serials=serials)
    with pytest.raises(InputProblems, match="serial"):
        receive(goods, pool(), slip(), by=clerk(), now=NOW)


@pytest.mark.django_db
def test_an_order_is_received_in_parts_and_never_beyond() -> None:
    one = part()
    typed = {"quantity": "5", "expected_on": "2026-02-20", "reference": "PO-77"}
    supply = order_parts(one, pool(), typed, key="o1", by=clerk(), now=NOW)
    assert order_parts(one, pool(), typed, key="o1", by=clerk(), now=NOW) == supply
    expect_supply(supply, date(2026, 3, 1), by=clerk(), now=NOW)
    key = slip("PO-77")
    for _ in range(2):
        receive(Goods(part=one, quantity=3), pool(), key, supply=supply, by=clerk(), now=NOW)
    with pytest.raises(InputProblems, match="At most 2"):
        receive(Goods(part=one, quantity=3), pool(), slip(), supply=supply, by=clerk(), now=NOW)
    receive(Goods(part=one, quantity=2), pool(), slip(), supply=supply, by=clerk(), now=NOW)
    done = Supply.objects.get()
    assert (done.received, done.state) == (5, "received")
    assert balance(one) == (5, 0)
    with pytest.raises(Refused, match="in full"):
        cancel_supply(done, why="不要了", by=clerk(), now=NOW)


@pytest.mark.django_db
def test_what_is_obsolete_is_not_ordered_but_its_successor() -> None:
    gone = part(state="obsolete", successor=part("QSM-5"))
    typed = {"quantity": "5", "expected_on": "2026-02-20"}
    with pytest.raises(Refused, match="order its successor QSM-5"):
        order_parts(gone, pool(), typed, key="o1", by=clerk(), now=NOW)


@pytest.mark.django_db
def test_uses_are_counted_by_month_and_a_good_return_takes_one_back() -> None:
    one = stocked(9)
    issue(Goods(part=one, quantity=4), pool(), slip(), by=clerk(), now=NOW)
    take_back(Goods(part=one), pool(), slip(), by=clerk(), now=NOW)
    faulty = Goods(part=one, condition=Condition.FAULTY)
    take_back(faulty, pool(), slip(), by=clerk(), now=NOW)
    transfer(Goods(part=one), (pool(), place()), slip(), by=clerk(), now=NOW)
    assert list(PartUse.objects.values_list("month", "used")) == [(date(2026, 1, 1), 3)]


@pytest.mark.django_db
def test_engineers_take_from_their_own_bag_and_from_no_other_place() -> None:
    who, other = person("engineer"), person("engineer", name="other")
    own, one = bag(who), part()
    stocked(2, one, own)
    stocked(2, one)
    issue(Goods(part=one), own, slip(), by=who, now=NOW)
    take_back(Goods(part=one, condition=Condition.FAULTY), own, slip(), by=who, now=NOW)
    for by, where in ((who, pool()), (other, own)):
        with pytest.raises(NotAllowed):
            issue(Goods(part=one), where, slip(), by=by, now=NOW)
    with pytest.raises(NotAllowed):
        transfer(Goods(part=one), (own, pool()), slip(), by=who, now=NOW)
    assert balance(one, own) == (1, 0)

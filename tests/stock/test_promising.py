"""Reservations: promised once, for plan customers first, issued, released, let go in time."""

from datetime import date, timedelta
from typing import Any

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.stock.kinds import Condition
from lumencare.stock.actions import (
    Goods,
    Slip,
    Wish,
    expire_reservations,
    issue,
    issue_reserved,
    prolong,
    release,
    reserve,
    transfer,
)
from lumencare.stock.models import Balance, Move, Part, Reservation
from tests.office import NOW, TODAY, person
from tests.stock.parts import balance, clerk, part, place, pool, slip, stocked, units


def held(of: Part, quantity: int = 1, key: Slip | None = None, **more: Any) -> Reservation:
    wish = Wish(part=of, place=pool(), quantity=quantity, **more)
    return reserve(wish, key or slip(plan_customer=True), by=clerk(), now=NOW)


@pytest.mark.django_db
def test_what_is_reserved_cannot_be_promised_issued_or_moved_again() -> None:
    one = stocked(3)
    held(one, 2)
    assert balance(one) == (3, 2)
    with pytest.raises(Refused, match=r"\(2 reserved, 1 free\)"):
        held(one, 2)
    with pytest.raises(Refused):
        issue(Goods(part=one, quantity=2), pool(), slip(), by=clerk(), now=NOW)
    goods, places = Goods(part=one, quantity=2), (pool(), place())
    with pytest.raises(Refused):
        transfer(goods, places, slip(), by=clerk(), now=NOW)
    assert balance(one) == (3, 2)


@pytest.mark.django_db
def test_a_key_promises_once_and_again_after_it_was_released() -> None:
    one, key = stocked(3), slip(plan_customer=True)
    first = held(one, key=key)
    assert held(one, key=key) == first
    with pytest.raises(Conflict, match="another reservation"):
        held(one, 2, key=key)
    release(first, why="客户取消", by=clerk(), now=NOW)
    assert release(first, why="客户取消", by=clerk(), now=NOW).state == "released"
    assert balance(one) == (3, 0)
    assert held(one, key=key) != first
    assert balance(one) == (3, 1)


@pytest.mark.django_db
def test_the_last_of_the_pool_is_reserved_for_plan_customers_only() -> None:
    """SC-7, X-8."""
    one = stocked(3, part(frequent=True, kept_back=2))
    held(one, key=slip())
    with pytest.raises(Refused) as refused:
        held(one, key=slip())
    assert refused.value.reason.rule == "SC-7"
    assert "it keeps 2 of the 2 free QSM-4W" in refused.value.reason.text.en
    assert "约 40 天到货" in refused.value.reason.text.zh
    held(one, 2)
    assert balance(one) == (3, 3)


@pytest.mark.django_db
def test_what_is_issued_leaves_and_the_rest_is_let_go() -> None:
    one = stocked(5)
    kept = held(one, 3)
    given = Goods(part=one, quantity=2)
    first = issue_reserved(kept, given, key="i1", by=clerk(), now=NOW)
    again = issue_reserved(Reservation.objects.get(), given, key="i1", by=clerk(), now=NOW)
    assert again == first
    assert balance(one) == (3, 0)
    row = Reservation.objects.get()
    assert (row.state, row.issued) == ("issued", 2)
    assert Move.objects.get(kind="issue").reservation == row
    with pytest.raises(Refused, match="no longer held"):
        issue_reserved(row, given, key="i2", by=clerk(), now=NOW)
    with pytest.raises(Refused, match="no longer held"):
        release(row, why="x", by=clerk(), now=NOW)


@pytest.mark.django_db
def test_more_or_other_than_was_reserved_is_not_issued() -> None:
    one = stocked(5)
    kept = held(one, 2)
    for goods in (Goods(part=one, quantity=3), Goods(part=stocked(1, part("B")), quantity=2)):
        with pytest.raises(InputProblems):
            issue_reserved(kept, goods, key="i1", by=clerk(), now=NOW)
        kept.refresh_from_db()
    assert (balance(one), kept.state) == ((5, 2), "held")


@pytest.mark.django_db
def test_a_reserved_unit_is_chosen_when_it_is_issued() -> None:
    one = units("A1", "A2")
    kept = held(one)
    with pytest.raises(Refused, match="No unit Z9"):
        issue_reserved(kept, Goods(part=one, serials=("Z9",)), key="i0", by=clerk(), now=NOW)
    kept.refresh_from_db()
    issue_reserved(kept, Goods(part=one, serials=("A2",)), key="i1", by=clerk(), now=NOW)
    assert balance(one) == (1, 0)


@pytest.mark.django_db
def test_a_promise_ends_after_its_last_day_and_not_on_it() -> None:
    one = stocked(3)
    usual, short = held(one), held(one, until=TODAY)
    assert usual.until == date(2026, 2, 14)
    assert expire_reservations(NOW) == 0
    assert expire_reservations(NOW + timedelta(days=1)) == 1
    short.refresh_from_db()
    assert (short.state, balance(one)) == ("expired", (3, 1))
    prolong(usual, date(2026, 5, 1), by=clerk(), now=NOW)
    assert expire_reservations(NOW + timedelta(days=60)) == 0
    with pytest.raises(InputProblems, match="not before today"):
        prolong(usual, date(2026, 1, 14), by=clerk(), now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"until": date(2026, 1, 14)}, "until"),
        ({"condition": Condition.FAULTY}, "condition"),
    ],
)
def test_a_wish_is_checked(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InputProblems, match=field):
        held(part(), **more)


@pytest.mark.django_db
def test_a_reservation_is_for_something_and_by_somebody_who_may() -> None:
    one = stocked(1)
    with pytest.raises(InputProblems, match="reference"):
        held(one, key=slip(""))
    wish = Wish(part=one, place=pool())
    reserve(wish, slip(), by=person("support"), now=NOW)
    for role in ("sales", "engineer", "customer"):
        with pytest.raises(NotAllowed):
            reserve(wish, slip(), by=person(role), now=NOW)


@pytest.mark.django_db
def test_one_that_cannot_be_let_go_does_not_keep_the_others() -> None:
    broken, well = stocked(1), stocked(1, part("QSM-5"))
    held(broken, until=TODAY)
    held(well, until=TODAY)
    Balance.objects.filter(part=broken).update(reserved=0)
    assert expire_reservations(NOW + timedelta(days=1)) == 1
    assert (balance(well), Reservation.objects.filter(state="held").count()) == ((1, 0), 1)

"""The check-up tells where stock, promises and units are not what their records add up to."""

import pytest

from lumencare.domain.stock.kinds import Condition
from lumencare.running.checkup import State
from lumencare.running.stock_checks import check_stock
from lumencare.stock.actions import Wish, regrade, reserve, transfer
from lumencare.stock.goods import Goods
from lumencare.stock.models import Balance, Part, Serial
from tests.office import NOW
from tests.stock.parts import clerk, place, pool, slip, stocked, units

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, str]]:
    """Return how each thing was found, and what was said."""
    return [(each.state.value, each.said.en) for each in check_stock(NOW)]


def well() -> bool:
    return all(each.state is State.GOOD for each in check_stock(NOW))


def busy() -> tuple[Part, Part]:
    """Move, promise and regrade some parts of two kinds."""
    one, two = stocked(5), units("A1", "A2")
    there, by = place(), clerk()
    transfer(Goods(part=one, quantity=2), (pool(), there), slip(), by=by, now=NOW)
    transfer(Goods(part=two, serials=("A1",)), (pool(), there), slip(), by=by, now=NOW)
    faulty = Goods(part=two, serials=("A1",))
    regrade(faulty, there, Condition.FAULTY, slip(reason="坏"), by=by, now=NOW)
    reserve(Wish(part=one, place=pool()), slip(plan_customer=True), by=by, now=NOW)
    return one, two


def test_a_stock_that_was_only_moved_is_sound() -> None:
    """SC-7: balances are what moves add up to, whatever was done."""
    assert well()
    busy()
    assert well()


def test_a_balance_that_somebody_changed_is_named_by_place_and_part() -> None:
    """SC-7: with what the books say and what the moves add up to."""
    one, _two = busy()
    Balance.objects.filter(part=one, place__code="BJ").update(on_hand=7)
    (state, said), *others = found()
    assert (state, said.rpartition(": ")[0]) == (
        "wrong",
        "balances are not the sums of their moves; count: BJ QSM-4W good",
    )
    assert said.endswith("7 ≠ 2")
    assert [each[0] for each in others] == ["good", "good"]


def test_a_balance_that_is_gone_is_told() -> None:
    one, _two = busy()
    Balance.objects.filter(part=one, place__code="BJ").delete()
    assert found()[0][1].endswith("BJ QSM-4W good: 0 ≠ 2")


def test_a_promise_that_nobody_holds_is_told() -> None:
    one, _two = busy()
    Balance.objects.filter(part=one, place=pool()).update(reserved=2)
    assert [each[0] for each in found()] == ["good", "wrong", "good"]
    assert found()[1][1].endswith("SH QSM-4W good: 2 ≠ 1")


def test_a_unit_that_is_not_counted_is_told() -> None:
    _one, two = busy()
    Serial.objects.filter(part=two, serial="A2").update(condition="faulty")
    assert [each[0] for each in found()] == ["good", "good", "wrong"]
    assert found()[2][1].endswith("SH QP3 faulty: 0 ≠ 1, SH QP3 good: 1 ≠ 0")

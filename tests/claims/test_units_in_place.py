"""A unit that went in is known to the stock as installed: nobody has it twice unknowingly."""

import pytest

from lumencare.audit.queries import trail_of
from lumencare.claims.actions import issue, receive_return, reserve
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.stock.kinds import Condition
from lumencare.stock import actions as stock
from lumencare.stock.goods import Goods, Slip
from lumencare.stock.models import Part, Serial
from lumencare.stock.queries import units_of_part
from tests.claims.claims import (
    NOON,
    asked,
    clerk,
    engineer,
    faulty,
    fitted,
    part,
    pool,
    stocked,
    supplied,
)
from tests.office import system
from tests.stock.parts import sound

pytestmark = pytest.mark.django_db


def standing(serial: str) -> tuple[str, str]:
    unit = Serial.objects.get(serial=serial)
    return unit.state, unit.reference


def taken_in(of: Part, serial: str, reference: str, *, new: bool = False) -> None:
    """Receive a unit as new, or take it back."""
    goods = Goods(part=of, serials=(serial,))
    deed = stock.receive if new else stock.take_back
    key = Slip(key=f"again-{reference}-{new}", reference=reference)
    deed(goods, pool(), key, by=clerk(), now=NOON)


def test_what_was_fitted_is_installed_and_says_where() -> None:
    """SC-8: with the claim that it was put in for, for whoever looks at the part."""
    of = part(serialised=True)
    claim = supplied(asked(), "N-1")
    assert standing("N-1") == ("out", claim.number)
    fitted(claim)
    assert standing("N-1") == ("installed", claim.number)
    (line,) = units_of_part(clerk(), of)
    assert claim.number in line.where.en
    (entry,) = trail_of(clerk(), Serial.objects.get())
    assert entry.who == engineer().name


@pytest.mark.parametrize("new", [True, False])
def test_it_is_not_received_again_without_being_told(*, new: bool) -> None:
    """SC-7, SC-8: a slip of the scanner says where the unit is."""
    of = part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    with pytest.raises(Refused, match=claim.number):
        taken_in(of, "N-1", "PO-7", new=new)
    assert standing("N-1") == ("installed", claim.number)
    taken_in(of, "N-1", claim.number)
    assert standing("N-1") == ("in-stock", "")
    assert sound()


def test_it_is_neither_issued_nor_fitted_elsewhere() -> None:
    of = part(serialised=True)
    first = fitted(supplied(asked(), "N-1"))
    goods = Goods(part=of, serials=("N-1",))
    stocked(of, "N-2")
    slip = Slip(key="x", reference="C-9", plan_customer=True)
    with pytest.raises(Refused, match=first.number):
        stock.issue(goods, pool(), slip, by=clerk(), now=NOON)
    other = asked(faulty(system(first.system.site, "S-2")), serial="SN-9")
    reserve(other, pool(), by=clerk(), now=NOON)
    issue(other, {"serial": "N-2"}, by=clerk(), now=NOON)
    with pytest.raises(InputProblems):
        fitted(other, "N-1")


def test_what_it_failed_as_comes_back_under_the_claim_that_replaces_it() -> None:
    """SC-8: fitted, failed in its turn, replaced: off the wall, then in stock as faulty."""
    of = part(serialised=True)
    first = fitted(supplied(asked(), "N-1"))
    receive_return(first, pool(), {}, by=clerk(), now=NOON)
    case = first.case
    second = asked(case, serial="N-1")
    supplied(second, "N-2")
    assert standing("N-1")[0] == "installed"
    fitted(second)
    assert standing("N-1") == ("out", second.number)
    with_old = receive_return(second, pool(), {}, by=clerk(), now=NOON)
    assert with_old.state == "closed"
    unit = Serial.objects.get(serial="N-1")
    assert (unit.state, unit.condition) == ("in-stock", Condition.FAULTY)
    assert standing("N-2") == ("installed", second.number)
    assert sound()
    # And the very first one, which stock never had before it came back.
    assert Serial.objects.get(serial="SN-1", part=of).condition == Condition.FAULTY

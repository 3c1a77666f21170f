"""What runs by itself for claims, each once."""

from datetime import timedelta

import pytest

from lumencare.claims.actions import agree_share, receive_return, reserve, tend_claims
from lumencare.claims.models import Claim
from lumencare.desk.actions import charge_customer
from lumencare.domain.problems import InputProblems
from lumencare.notices.models import Notice
from lumencare.stock.models import Reservation
from tests.claims.claims import NOON, asked, clerk, fitted, part, pool, stocked, supplied
from tests.claims.test_life import AGREED, in_year_three
from tests.desk.cases import support

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told() -> list[str]:
    return list(Notice.objects.filter(key__contains="claim:").values_list("key", flat=True))


def test_an_old_part_is_reminded_of_once_after_its_day() -> None:
    part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    assert tend_claims(NOON + 14 * DAY) == 0
    assert tend_claims(NOON + 15 * DAY) == 1
    assert tend_claims(NOON + 16 * DAY) == 0
    claim.refresh_from_db()
    assert claim.returned == "overdue"
    assert {each.split(":")[2] for each in told()} == {"return-overdue"}
    receive_return(claim, pool(), {}, by=clerk(), now=NOON + 17 * DAY)
    assert claim.state == "closed"


def test_a_part_that_lies_with_an_engineer_is_told_of() -> None:
    part(serialised=True)
    supplied(asked(), "N-1")
    assert [tend_claims(NOON + days * DAY) for days in (14, 15, 16)] == [0, 1, 0]


def test_a_hold_that_ran_out_puts_the_claim_back() -> None:
    part(serialised=True)
    claim = asked()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    reserve(claim, pool(), by=clerk(), now=NOON)
    Reservation.objects.update(state="expired", ended_at=NOON)
    assert tend_claims(NOON) == 1
    claim.refresh_from_db()
    assert (claim.state, claim.reservation) == ("decided", None)


def test_a_claim_is_closed_when_its_share_is_charged_at_the_desk() -> None:
    claim = in_year_three()
    agree_share(claim, AGREED, by=support(), now=NOON)
    fitted(supplied(claim, "N-1"))
    receive_return(claim, pool(), {}, by=clerk(), now=NOON)
    assert (claim.state, tend_claims(NOON)) == ("fitted", 0)
    assert claim.charge is not None
    charge_customer(claim.charge, by=support(), now=NOON)
    assert tend_claims(NOON) == 1
    assert Claim.objects.get().state == "closed"


def test_a_serial_that_is_longer_as_it_is_compared_is_told() -> None:
    """SC-8: one letter may stand for six; no database is asked to keep what it cannot."""
    part()
    with pytest.raises(InputProblems, match="80"):
        asked(serial="㌖" * 20)

"""Parts that engineers used become claims: from their bag, from what was issued, or told why."""

from datetime import date

import pytest

from lumencare.claims.models import Claim
from lumencare.field.models import PhoneAction, Visit, VisitPart
from lumencare.sites.models import FittedPart
from lumencare.stock.models import Balance
from tests.claims.claims import asked, bag_of, part, stocked, supplied
from tests.desk.cases import held
from tests.field.test_phone import on_a_case, sends

pytestmark = pytest.mark.django_db
USED = {"part_number": "QSN-4P", "faulty_serial": "SN-1", "new_serial": "n-1"}


def arrived() -> Visit:
    visit = on_a_case()
    sends(visit, "arrive")
    return visit


def with_bag() -> Visit:
    """Return a visit whose engineer has the part in their bag."""
    visit = arrived()
    assert visit.engineer is not None
    stocked(part(serialised=True), "N-1", place=bag_of(visit.engineer.person))
    return visit


def test_a_part_of_the_own_bag_is_claimed_issued_and_fitted_at_once() -> None:
    """PP-2, SC-8: one thing sent, and stock, claim and what is installed agree."""
    visit = with_bag()
    held(visit.system, "part-care-plus", date(2021, 4, 1), date(2029, 3, 2))  # type: ignore[arg-type]
    told = sends(visit, "part", **USED)
    claim = Claim.objects.get()
    assert (told.outcome, claim.state, claim.source) == ("done", "fitted", "bag")
    assert VisitPart.objects.get().claim == claim
    assert Balance.objects.get().on_hand == 0
    assert FittedPart.objects.get().replaces_serial == "SN-1"


def test_a_part_that_the_customer_pays_for_is_agreed_to_first() -> None:
    """X-7: year 5 without a plan; the part is kept, its claim waits, nothing leaves the bag."""
    visit = with_bag()
    told = sends(visit, "part", **USED)
    claim = Claim.objects.get()
    assert (told.outcome, claim.state) == ("differs", "decided")
    assert VisitPart.objects.get().claim == claim
    assert Balance.objects.get().on_hand == 1


def test_what_was_issued_for_the_case_is_fitted_by_the_phone() -> None:
    visit = arrived()
    part(serialised=True)
    assert visit.case is not None
    claim = asked(visit.case)
    Claim.objects.filter(pk=claim.pk).update(percent=100, share_fen=0)
    claim.refresh_from_db()
    supplied(claim, "N-1")
    assert sends(visit, "part", **USED).outcome == "done"
    claim.refresh_from_db()
    assert (claim.state, claim.visit, claim.supplied_serial) == ("fitted", visit.number, "N-1")
    assert FittedPart.objects.get().serial == "N-1"
    assert sends(visit, "part", **USED).again
    assert Claim.objects.count() == 1


def test_a_wrong_serial_is_told_and_the_part_is_kept() -> None:
    visit = arrived()
    part(serialised=True)
    assert visit.case is not None
    claim = asked(visit.case)
    Claim.objects.filter(pk=claim.pk).update(percent=100, share_fen=0)
    claim.refresh_from_db()
    supplied(claim, "N-1")
    told = sends(visit, "part", **{**USED, "new_serial": "N-7"})
    assert told.outcome == "differs"
    assert "N-1" in PhoneAction.objects.get(kind="part").said_zh
    assert VisitPart.objects.get().new_serial == "N-7"
    claim.refresh_from_db()
    assert claim.state == "issued"


def test_a_cause_found_on_site_decides_the_claims_of_the_case_anew() -> None:
    """SC-10: the later decision names the one before."""
    visit = arrived()
    part()
    assert visit.case is not None
    claim = asked(visit.case)
    assert sends(visit, "cause", cause="other", why="进水").outcome == "done"
    claim.refresh_from_db()
    assert claim.decision is not None
    assert (claim.decision.cause, claim.decision.follows_id is not None) == ("other", True)

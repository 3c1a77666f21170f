"""Days that move: late papers, faster responses, longer contracts; the job's own day counts not."""

from datetime import date, timedelta

import pytest

from lumencare.contracts.actions import meet_condition, renew, run_continuity, sign
from lumencare.contracts.models import Allowance, Contract, Payment
from lumencare.contracts.renewing import offer_renewal
from lumencare.domain.problems import Refused
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, TODAY, site, system

pytestmark = pytest.mark.django_db
YEAR_ENDS = date(2027, 1, 15)


def papers(contract: Contract, on: date) -> None:
    by, now = coordinator(), noon(on)
    sign(contract, signed_on=on, signed_by="王建国", by=by, now=now)
    for each in contract.conditions.filter(met_at=None):
        meet_condition(each, how="collection", note="已核实", by=by, now=now)


def test_months_that_begin_late_are_due_on_their_first_day() -> None:
    """0025: 30 days after the purchase, or the first day of their year where that is later."""
    contract, late = bought("service-care", of=system()), TODAY + timedelta(days=50)
    papers(contract, late)
    assert Payment.objects.get().due_on == late


def test_months_that_begin_soon_stay_due_thirty_days_after_the_purchase() -> None:
    contract = bought("service-care", of=system())
    papers(contract, TODAY + timedelta(days=9))
    assert Payment.objects.get().due_on == TODAY + timedelta(days=30)


def test_service_does_not_begin_after_year_eight() -> None:
    """G-4: and nothing of the step is kept."""
    one = system()
    contract = bought("service-care", of=one, now=noon(date(2033, 2, 20)))
    with pytest.raises(Refused, match="G-4"):
        papers(contract, date(2033, 3, 5))
    contract.refresh_from_db()
    assert contract.activated_at is None


def test_a_slower_response_ends_on_the_day_on_which_the_faster_begins() -> None:
    """D-21: its line is over, not left for ever."""
    one, on = system(), date(2026, 5, 1)
    active("service-care", "72h", of=one)
    contract = active("24h", of=one, now=noon(on))
    slower = contract.lines.get(code="72h")
    assert (slower.state, slower.ended_on) == ("ended", on)
    run_continuity(noon(YEAR_ENDS))
    slower.refresh_from_db()
    assert slower.ended_on == on


def test_man_days_last_as_long_as_a_contract_that_was_renewed() -> None:
    """0025, D-23."""
    one = system()
    active("service-care", "onsite-programming*2", of=one)
    contract = active("service-care", of=one, now=noon(date(2026, 12, 20)))
    assert contract.ends_on == date(2028, 1, 15)
    assert Allowance.objects.get(code="onsite-programming").ends_on == date(2028, 1, 15)


def test_what_is_over_is_no_host_even_before_the_night() -> None:
    """D-6: 12 months bought after the others ended are a deal of their own."""
    one = system()
    first = active("service-care", of=one)
    second = bought("service-care", of=one, now=noon(YEAR_ENDS))
    assert second != first
    assert second.lines.get().predecessor is None


def test_service_that_is_over_is_not_renewed_even_before_the_night() -> None:
    """D-15."""
    line = active("service-care", of=system()).lines.get()
    with pytest.raises(Refused, match="D-15"):
        renew(line, by=coordinator(), now=noon(YEAR_ENDS))


def test_the_renewal_of_a_plan_without_service_takes_no_option_along() -> None:
    """RO-1: the response of the year that ends is another plan's."""
    one = system()
    contract = active("part-care-plus-annual:2,3", of=one)
    active("technology-support:3", "24h", of=one)
    line = contract.lines.latest("position")
    offer = offer_renewal(coordinator(), line, date(2028, 2, 1))
    assert [each.code for each in offer.quotation.lines] == ["part-care-plus-annual"]


def test_what_never_began_does_not_keep_a_contract_alive() -> None:
    """D-19: the reach was not confirmed before the year was over."""
    place = site(city="某某市", city_known=False)
    contract = bought("service-care", of=system(place))
    papers(contract, TODAY)
    assert contract.lines.get().state == "active"
    bought("24h", of=contract.lines.get().system, now=NOW)
    run_continuity(noon(YEAR_ENDS))
    contract.refresh_from_db()
    assert (contract.state, contract.lines.get(code="24h").state) == ("ended", "ended")

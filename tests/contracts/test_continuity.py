"""What is over ends and what was not renewed lapses, on its exact day, however the job runs."""

from datetime import date, timedelta

import pytest

from lumencare.audit.models import Entry
from lumencare.contracts.actions import renew, run_continuity
from lumencare.contracts.models import Contract, ContractLine
from lumencare.contracts.renewable import reprice_renewals
from lumencare.contracts.renewing import offer_renewal
from lumencare.domain.problems import Refused
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.notices.models import Event
from lumencare.sales.actions import withdraw
from lumencare.sales.models import Quote
from tests.contracts.contracts import active, coordinator, noon
from tests.office import NOW, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"
# Year 3 of a system ordered on 2025-03-01 begins on 2027-03-02.
LAST = date(2027, 3, 1)


def line_of(contract: Contract, code: str = ANNUAL) -> ContractLine:
    return contract.lines.filter(code=code).latest("position")


def states(contract: Contract) -> tuple[str, list[str]]:
    contract.refresh_from_db()
    lines = contract.lines.order_by("position")
    return contract.state, [each.state for each in lines]


def test_an_annual_plan_that_was_not_renewed_lapses_on_its_day() -> None:
    """PA-3, D-15: grace_days = 0."""
    contract = active(ANNUAL, of=system())
    assert line_of(contract).renew_by == LAST
    run_continuity(noon(LAST))
    assert states(contract) == ("active", ["active"])
    run_continuity(noon(LAST + timedelta(days=1)))
    assert states(contract) == ("lapsed", ["lapsed"])
    line = line_of(contract)
    assert (line.ended_on, line.renew_by) == (date(2027, 3, 2), None)
    assert Event.objects.filter(kind="plan.lapsed").get().data["lapsed_on"] == "2027-03-02"


@pytest.mark.parametrize("late", [3, 400])
def test_a_run_that_comes_late_writes_the_same_day(late: int) -> None:
    contract = active(ANNUAL, of=system())
    run_continuity(noon(LAST + timedelta(days=late)))
    assert line_of(contract).ended_on == date(2027, 3, 2)
    assert states(contract)[0] == "lapsed"


def test_a_second_run_finds_nothing() -> None:
    contract = active(ANNUAL, of=system())
    after = noon(LAST + timedelta(days=1))
    first, second = run_continuity(after), run_continuity(after)
    assert (first.lapsed, second.lapsed, second.ended) == (1, 0, 0)
    key = str(contract.pk)
    kind = Contract._meta.label_lower
    assert Entry.objects.filter(kind=kind, key=key, action="line-lapsed").count() == 1
    assert Event.objects.filter(kind="plan.lapsed").count() == 1


def test_a_clock_that_was_set_back_undoes_nothing() -> None:
    contract = active(ANNUAL, of=system())
    run_continuity(noon(LAST + timedelta(days=1)))
    run_continuity(noon(LAST))
    assert states(contract)[0] == "lapsed"


def test_a_plan_that_was_renewed_goes_on() -> None:
    one = system()
    contract = active(ANNUAL, of=one)
    active(ANNUAL, of=one, now=noon(LAST))
    run_continuity(noon(LAST + timedelta(days=1)))
    assert states(contract) == ("active", ["ended", "active"])
    run_continuity(noon(date(2028, 3, 2)))
    assert states(contract) == ("lapsed", ["ended", "lapsed"])


def test_twelve_months_of_service_end_and_do_not_lapse() -> None:
    """D-6: it can be bought again at any time."""
    contract = active("service-care", "24h", "onsite-programming*2", of=system())
    run_continuity(noon(date(2027, 1, 14)))
    assert states(contract)[0] == "active"
    run_continuity(noon(date(2027, 1, 15)))
    assert states(contract) == ("ended", ["ended"] * 3)


def test_the_rest_of_a_contract_goes_on_when_a_plan_lapses() -> None:
    contract = active(ANNUAL, "technology-support:3", of=system())
    run_continuity(noon(date(2027, 3, 2)))
    assert states(contract) == ("active", ["lapsed", "active"])


def test_year_eight_ends_and_nothing_follows() -> None:
    """G-4."""
    one = system(order_date=date(2025, 3, 1))
    contract = active("technology-support:8", of=one)
    assert line_of(contract, "technology-support").renew_by is None
    run_continuity(noon(date(2033, 3, 2)))
    assert states(contract)[0] == "ended"


def test_a_renewal_is_offered_with_the_price_of_both_years() -> None:
    """D-15: 1.5 % in year 3, after a free year 2."""
    contract = active(ANNUAL, of=system())
    offer = offer_renewal(coordinator(), line_of(contract), date(2027, 1, 10))
    assert str(offer.following.net) == "15000.00"
    assert (str(offer.last_net), str(offer.difference)) == ("0.00", "15000.00")
    assert offer.following.renew_by == LAST
    assert offer.same_edition


def test_a_renewal_takes_the_response_option_along() -> None:
    contract = active("service-care", "24h", of=system())
    offer = offer_renewal(coordinator(), line_of(contract, "service-care"), date(2026, 12, 1))
    assert [each.code for each in offer.quotation.lines] == ["service-care", "24h"]
    assert {each.span.start for each in offer.quotation.lines if each.span} == {date(2027, 1, 15)}


def test_a_renewal_is_made_once_however_often_it_is_asked_for() -> None:
    contract = active(ANNUAL, of=system())
    line, by, now = line_of(contract), coordinator(), noon(date(2027, 1, 10))
    first = renew(line, by=by, now=now)
    assert first.state == "sent"
    assert renew(line, by=by, now=now) == first
    assert Quote.objects.count() == 2


def test_a_renewal_that_was_withdrawn_can_be_offered_again() -> None:
    contract = active(ANNUAL, of=system())
    line, by, now = line_of(contract), coordinator(), noon(date(2027, 1, 10))
    withdraw(renew(line, by=by, now=now), why="错误", by=by, now=now)
    again = renew(line, by=by, now=now)
    assert again.state == "sent"
    assert Quote.objects.count() == 3


def test_what_has_lapsed_is_not_renewed_even_before_the_run() -> None:
    """PA-3."""
    contract = active(ANNUAL, of=system())
    with pytest.raises(QuotationRefused, match="PA-3"):
        renew(line_of(contract), by=coordinator(), now=noon(date(2027, 3, 2)))
    run_continuity(noon(date(2027, 3, 2)))
    with pytest.raises(Refused, match="D-15"):
        renew(line_of(contract), by=coordinator(), now=noon(date(2027, 3, 2)))


def test_the_worklist_is_priced_anew_by_the_hardware_list_that_holds() -> None:
    one = system()
    contract = active(ANNUAL, of=one)
    type(one).objects.filter(pk=one.pk).update(bom_fen=2_000_000_00)
    reprice_renewals(date(2026, 12, 20))
    assert line_of(contract).renew_fen == 30_000_00


def test_nothing_is_to_be_renewed_of_a_single_payment() -> None:
    """D-16."""
    contract = active("part-care-plus", of=system(), now=NOW)
    assert line_of(contract, "part-care-plus").renew_by is None

"""Quotes of systems that hold plans: nothing is sold twice, and an offer that others overtook."""

from datetime import date, timedelta

import pytest

from lumencare.domain.problems import Refused
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.sales.actions import accept
from lumencare.sites.models import HeldPlan, System
from tests.office import NOW, TODAY, person, system
from tests.sales.quotes import PLUS, draft, issued, sent, signed

YESTERDAY = TODAY - timedelta(days=1)

pytestmark = pytest.mark.django_db


def hold(of: System, code: str) -> None:
    """Let a system hold a plan from yesterday to the end of its horizon."""
    HeldPlan.objects.create(
        system=of,
        code=code,
        bought_on=YESTERDAY,
        starts_on=YESTERDAY,
        ends_on=date(2033, 3, 2),
        source="C-1",
    )


def test_a_plan_that_is_held_is_not_issued_again() -> None:
    """D-22."""
    one = system()
    hold(one, "part-care-plus")
    version = draft(PLUS)
    with pytest.raises(QuotationRefused, match="more than once"):
        issued(PLUS, by=version.author)


def test_an_upgrade_is_issued_at_the_difference() -> None:
    """D-22: 80,000 less 30,000, kept with what the system held."""
    hold(system(), "part-care-basic")
    version = issued(PLUS)
    assert version.net_fen == 50_000_00
    assert version.request is not None
    assert version.request["held"][0]["plan"] == "part-care-basic"


def test_an_offer_that_another_purchase_overtook_is_not_accepted() -> None:
    """D-22, D-26: two quotes of the same plan, one of which became a contract."""
    version, _ = sent(PLUS)
    hold(version.quote.system, "part-care-plus")
    with pytest.raises(Refused, match="the plans that the system holds"):
        accept(version, signed(version), by=person("coordinator"), now=NOW)


def test_an_offer_whose_price_another_purchase_changed_is_not_accepted() -> None:
    version, _ = sent(PLUS)
    hold(version.quote.system, "part-care-basic")
    with pytest.raises(Refused, match="priced again"):
        accept(version, signed(version), by=person("coordinator"), now=NOW)


def test_a_plan_beside_it_does_no_harm() -> None:
    version, _ = sent(PLUS)
    hold(version.quote.system, "service-care")
    assert accept(version, signed(version), by=person("coordinator"), now=NOW).state == "accepted"

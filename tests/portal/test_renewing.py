"""Renewing in two taps: what the page says it costs is what the quotation then asks for."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from lumencare.contracts.models import Contract
from lumencare.contracts.queries.outside import renewals_of
from lumencare.sales.models import QuoteVersion
from tests.contracts.contracts import active, noon
from tests.office import NOW, organization, outsider, site, system
from tests.portal.guests import guest, signed_in

pytestmark = pytest.mark.django_db
# The service year of a plan that is bought on the day of NOW ends then.
TODAY = date(NOW.year + 1, NOW.month, NOW.day)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Let every request happen shortly before the year ends."""
    with time_machine.travel(noon(TODAY).replace(day=1), tick=False):
        yield


def running(*what: str) -> Contract:
    place = site(organization("云栖会展有限公司"), name="云栖会议中心")
    return active(*what, of=system(place, "S-9"))


@pytest.mark.parametrize(
    ("what", "response"), [(("service-care",), False), (("service-care", "24h"), True)]
)
def test_the_list_tells_whether_a_response_time_goes_on(
    what: tuple[str, ...], response: bool
) -> None:
    """RO-1: an option goes on with its plan, and costs its own price."""
    contract = running(*what)
    found = renewals_of(guest(contract.site), TODAY.replace(day=1))
    assert [each.response for each in found] == [response]


def test_the_page_tells_the_total_that_the_quotation_asks_for() -> None:
    """D-15, RO-1"""
    contract = running("service-care", "24h")
    browser = signed_in(outsider(contract.site.owner, name="owner"))
    line = contract.lines.get(kind="plan").pk
    page = browser.get(f"/portal/renewals/{line}/").content.decode()
    assert browser.post(f"/portal/renewals/{line}/").status_code == 302
    version = QuoteVersion.objects.latest("pk")
    assert f"¥{version.gross_fen / 100:,.2f}" in page
    assert f"¥{version.net_fen / 100:,.2f}" in page

"""The pages of renewals: the worklist, and the offer that is made and sent by one button."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client

from lumencare.contracts.models import Contract, ContractLine
from lumencare.sales.models import Quote, QuoteMail, QuoteVersion
from tests.contracts.contracts import active, noon
from tests.office import organization, person, site, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"
TODAY = date(2027, 1, 10)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def sales(client: Client) -> Client:
    client.force_login(person("sales"))
    return client


def running(ref: str = "S-1", days: int = 0, code: str = ANNUAL) -> ContractLine:
    """Return a line to renew by 2027-03-01, or some days after."""
    where = site(organization(f"业主 {ref}"), name=f"项目 {ref}")
    ordered = date(2025, 3, 1) + timedelta(days)
    contract: Contract = active(code, of=system(where, ref, order_date=ordered))
    return contract.lines.get()


def shown(client: Client, path: str = "/en/renewals/") -> str:
    return client.get(path).content.decode()


def offer_of(*lines: ContractLine) -> str:
    return "/en/renewals/offer?" + "&".join(f"line={each.pk}" for each in lines)


def send(client: Client, *lines: ContractLine, **more: str) -> tuple[int, str]:
    data: dict[str, object] = {"line": [each.pk for each in lines], "by": "mail"}
    data |= {f"net-{each.pk}": "15000.00" for each in lines}
    answer = client.post("/en/renewals/offer", {**data, **more})
    return answer.status_code, answer.content.decode()


def test_the_worklist_says_what_is_at_stake_and_leads_to_the_offer(sales: Client) -> None:
    line = running()
    page = shown(sales)
    assert "¥15,000 at stake in one renewal that is due within 90 days." in page
    assert f"/en/renewals/offer?line={line.pk}" in page
    assert "until 2027-03-01" in page


def test_the_offer_tells_both_years_the_last_day_and_what_comes_after(sales: Client) -> None:
    """PA-3, D-15, PW-2, D-13"""
    line = running()
    type(line.system).objects.update(bom_fen=2_000_000_00)
    page = shown(sales, offer_of(line))
    assert "30,000" in page
    assert "To be renewed by 2027-03-01, on the same terms." in page
    assert "ends on 2 March 2027 for good" in page
    assert "Technology Support Plan can be chosen instead" in page
    assert "The hardware list is ¥2,000,000 now; the last year was priced on ¥1,000,000." in page
    assert "Priced by edition" not in page


def test_one_button_makes_and_sends_it_to_where_the_last_one_went(sales: Client) -> None:
    line = running()
    QuoteVersion.objects.update(sent_to="li@example.com")
    assert 'value="li@example.com"' in shown(sales, offer_of(line))
    status, _ = send(sales, line, **{f"to-{line.pk}": "li@example.com"})
    assert status == 302
    version = QuoteVersion.objects.latest("pk")
    assert (version.state, version.sent_to) == ("sent", "li@example.com")
    assert QuoteMail.objects.get().to == "li@example.com"


def test_without_an_address_a_link_is_made(sales: Client) -> None:
    line = running()
    assert send(sales, line)[0] == 302
    assert QuoteVersion.objects.latest("pk").links.count() == 1
    assert not QuoteMail.objects.exists()


def test_sent_twice_it_is_one_quote(sales: Client) -> None:
    line = running()
    send(sales, line)
    status, page = send(sales, line)
    assert (status, Quote.objects.count()) == (200, 2)
    assert "Sent" in page


def test_a_wrong_address_keeps_what_was_typed_and_makes_nothing(sales: Client) -> None:
    line = running()
    status, page = send(sales, line, **{f"to-{line.pk}": "li at example"})
    assert (status, Quote.objects.count()) == (422, 1)
    assert 'value="li at example"' in page
    assert "One address is expected" in page


def test_a_price_that_changed_since_it_was_looked_at_is_not_sent(sales: Client) -> None:
    line = running()
    status, page = send(sales, line, **{f"net-{line.pk}": "14000.00"})
    assert (status, Quote.objects.count()) == (422, 1)
    assert "The price has changed since you looked" in page


def test_several_are_made_each_for_itself_and_every_outcome_is_told(sales: Client) -> None:
    good, other, late = running("S-1"), running("S-2", 3), running("S-3", -330)
    ContractLine.objects.filter(pk=late.pk).update(state="lapsed", ended_on=TODAY)
    page = shown(sales, offer_of(good, other, late))
    assert "Renew 3 plans" in page
    status, page = send(sales, good, other, late)
    assert status == 422
    assert "2 of 3 made and sent" in page
    assert "Nothing is left to renew" in page
    assert Quote.objects.count() == 5


def test_without_a_marked_row_the_list_is_shown_again(sales: Client) -> None:
    answer = sales.get("/en/renewals/offer?line=x&line=99999999999999999999")
    assert (answer.status_code, answer["Location"]) == (302, "/en/renewals/")
    assert sales.get("/en/renewals/offer?line=999").status_code == 404


def test_who_makes_no_quotes_sees_the_list_without_the_button(client: Client) -> None:
    running()
    client.force_login(person("finance"))
    page = shown(client)
    assert "项目 S-1" in page
    assert "/renewals/offer" not in page


def test_an_empty_list_says_what_comes_next(sales: Client) -> None:
    assert "Nothing is to be renewed." in shown(sales)
    running()
    assert "No renewal is like this." in shown(sales, "/en/renewals/?q=Lhasa")
    page = shown(sales, "/en/renewals/?within=7")
    assert "The next one is due by 2027-03-01." in page
    assert "项目 S-1" in shown(sales, "/en/renewals/?within=x&plan=y&offer=z")


def test_the_workbook_holds_what_is_filtered(sales: Client) -> None:
    running("S-1")
    running("S-2", 200)
    answer = sales.get("/en/renewals/export?within=60")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for line in book.active.values for cell in line]
    assert "S-1" in cells
    assert "S-2" not in cells


def test_the_page_of_a_system_guards_its_continuity(sales: Client) -> None:
    """PA-3, D-15, PW-2"""
    line = running()
    page = shown(sales, f"/en/systems/{line.system_id}/")
    assert "Year 3 must be renewed by 1 March 2027; a gap ends the plan for good." in page
    assert "ends on 2 March 2027 for good" in page
    assert offer_of(line) in page

"""Contracts are amended in the browser: what follows is shown first, and what stands against it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from lumencare.contracts.models import Contract, Credit, Payment
from lumencare.sites.entries import organization_line
from lumencare.sites.search import remember
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, TODAY, organization, person, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(coordinator())
    return client


def at(contract: Contract, what: str = "") -> str:
    return f"/en/contracts/{contract.number}/{what}"


def test_a_contract_is_suspended_and_resumed_with_its_reasons(office: Client) -> None:
    contract = active("part-care-plus", of=system())
    typed = {"why": "业主停工", "version": contract.version}
    assert office.post(at(contract, "suspend"), typed).status_code == 302
    page = office.get(at(contract)).content.decode()
    assert "业主停工" in page
    assert at(contract, "resume") in page
    assert at(contract, "suspend") not in page
    contract.refresh_from_db()
    typed = {"why": "复工", "version": contract.version}
    assert office.post(at(contract, "resume"), typed).status_code == 302
    contract.refresh_from_db()
    assert (contract.state, contract.amendments.count()) == ("active", 2)


def test_what_a_cancellation_gives_back_is_shown_before_it_is_done(office: Client) -> None:
    contract = active("part-care-plus", of=system())
    Payment.objects.update(paid_fen=84_800_00)
    page = office.get(at(contract, "cancel"), {"on": "2029-01-01"}).content.decode()
    assert "What follows if nothing is covered from 2029-01-01 on" in page
    assert "¥80,000" in page
    typed = {
        "on": TODAY.isoformat(),
        "treatment": "stated",
        "amount": "90000",
        "why": "停业",
        "version": contract.version,
    }
    refused = office.post(at(contract, "cancel"), typed)
    assert (refused.status_code, Credit.objects.count()) == (422, 0)
    assert "From 0 to what was paid, 80,000.00 RMB." in refused.content.decode()
    done = office.post(at(contract, "cancel"), {**typed, "amount": "30,000"})
    assert (done.status_code, Credit.objects.get().net_fen) == (302, 30_000_00)
    assert "Cancel the contract" not in office.get(at(contract)).content.decode()


def test_a_form_that_is_stale_tells_who_was_faster(office: Client) -> None:
    contract = active("part-care-plus", of=system())
    stale = {"why": "停工", "version": contract.version}
    assert office.post(at(contract, "suspend"), stale).status_code == 302
    contract.refresh_from_db()
    contract.amendments.get()
    answer = office.post(at(contract, "resume"), stale)
    assert answer.status_code == 409
    assert "周协" in answer.content.decode()


def test_another_organization_pays(office: Client) -> None:
    contract = active("part-care-plus", of=system())
    payer = organization("集团财务公司")
    remember([organization_line(payer)])
    typed = {"to": payer.name, "why": "统一付款", "version": contract.version}
    assert office.post(at(contract, "bill-to"), typed).status_code == 302
    contract.refresh_from_db()
    assert contract.bill_to == payer
    wrong = {**typed, "to": "没有的公司", "version": contract.version}
    assert office.post(at(contract, "bill-to"), wrong).status_code == 422


def test_a_purchase_is_corrected_and_a_system_added(office: Client) -> None:
    one = system()
    contract = active("part-care-plus", of=one)
    typed = {"purchased_on": "2026-01-12", "why": "盖章日", "version": contract.version}
    assert office.post(at(contract, "purchase"), typed).status_code == 302
    opened = bought("part-care-plus", of=system(one.site, ref="S-002"))
    quote = opened.lines.get().quote_version.quote.number
    contract.refresh_from_db()
    added = {"quote": quote, "version": contract.version}
    assert office.post(at(contract, "systems"), added).status_code == 302
    page = office.get(at(contract)).content.decode()
    assert "2026-01-12" in page
    assert opened.number in page
    assert contract.lines.count() == 2


def test_who_sees_no_prices_sees_no_amounts_of_amendments(client: Client) -> None:
    one = system()
    active("part-care-basic", of=one)
    contract = active("part-care-plus", of=one, now=noon(date(2026, 5, 1)))
    assert contract.amendments.get().kind == "upgrade"
    client.force_login(person("engineer"))
    page = client.get(at(contract)).content.decode()
    assert "The plan was upgraded" in page
    assert "50,000" not in page

"""The pages of contracts: found, read, signed, completed, and their allowances used."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lumencare.accounts.models import User
from lumencare.contracts.models import Allowance, Contract, Draw
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, TODAY, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def as_user(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def shown(client: Client, contract: Contract) -> str:
    answer = client.get(f"/en/contracts/{contract.number}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_what_waits_and_is_narrowed_in_its_address(client: Client) -> None:
    bought("service-care", of=system())
    active("part-care-plus", of=system(site(organization("他山置业"), name="云台大厦"), "S-002"))
    page = as_user(client, coordinator()).get("/en/contracts/").content.decode()
    assert "2 contracts" in page
    assert "4 conditions to meet" in page
    assert "¥84,800" in page
    page = client.get("/en/contracts/?state=active&plan=part-care-plus").content.decode()
    assert "C-2601-002" in page
    assert "C-2601-001" not in page
    for odd in ("state=x", "plan=x", "ends_by=9999-12-31", "site=²", f"system={'9' * 30}"):
        assert client.get(f"/contracts/?{odd}").status_code == 200, odd


def test_what_matches_is_handed_out_as_a_workbook(client: Client) -> None:
    active("part-care-plus", of=system())
    answer = as_user(client, coordinator()).get("/contracts/export?state=active")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    row = [cell.value for cell in sheet[3]]
    assert row[0] == "C-2601-001"
    assert 84800 in row


def test_a_contract_says_how_it_stands_and_proves_its_price(client: Client) -> None:
    contract = active("part-care-plus", "service-care", of=system())
    page = shown(as_user(client, coordinator()), contract)
    for said in (
        "In force until 1 March 2033",
        "× 8%",
        "¥106,000 left, with VAT",
        "1 of 1 left, counted in man-days",
        "Q-2601-001",
    ):
        assert said in page, said


def test_the_chain_of_paid_years_names_the_last_day(client: Client) -> None:
    """PA-3, D-15."""
    contract = active("part-care-plus-annual", of=system())
    page = shown(as_user(client, coordinator()), contract)
    assert "Year 3 must be renewed by 1 March 2027; a gap ends the plan for good." in page
    with time_machine.travel(noon(TODAY + timedelta(days=500)), tick=False):
        page = shown(as_user(client, coordinator()), contract)
    assert "The chain broke on 2 March 2027 and cannot be mended." in page


def test_it_is_signed_and_completed_without_scripts(client: Client) -> None:
    contract = bought("service-care", of=system())
    as_user(client, coordinator())
    assert "Waits to be signed" in shown(client, contract)
    address = f"/en/contracts/{contract.number}"
    wrong = client.post(f"{address}/sign", {"signed_by": "王建国", "signed_on": "gestern"})
    assert wrong.status_code == 422
    assert 'value="王建国"' in wrong.content.decode()
    assert "A date that exists is expected" in wrong.content.decode()
    client.post(f"{address}/sign", {"signed_by": "王建国", "signed_on": "2026-01-15"})
    assert "3 more conditions are met" in shown(client, contract)
    first = contract.conditions.filter(met_at=None).first()
    assert first is not None
    unsaid = client.post(f"{address}/conditions/{first.pk}", {"how": "collection", "note": ""})
    assert unsaid.status_code == 422
    for each in contract.conditions.filter(met_at=None):
        client.post(f"{address}/conditions/{each.pk}", {"how": "collection", "note": "上门采集"})
    assert "In force until 14 January 2027" in shown(client, contract)


def test_an_allowance_is_used_and_given_back(client: Client) -> None:
    """D-23: a double click is one use."""
    contract = active("service-care", of=system())
    one = Allowance.objects.get(code="preventive-man-day")
    as_user(client, person("engineer"))
    address = f"/en/contracts/{contract.number}/allowances/{one.pk}"
    form = {"amount": "0.5", "on": "2026-01-15", "why": "巡检", "key": "k"}
    for _ in "ab":
        assert client.post(address, form).status_code == 302
    used = Draw.objects.get()
    page = shown(client, contract)
    assert "0.5 of 1 left" in page
    assert "0.5 used" in page
    too_much = client.post(address, {**form, "amount": "0.6", "key": "other"})
    assert too_much.status_code == 422
    assert "Only 0.5 is left of this allowance." in too_much.content.decode()
    odd = client.post(address, {**form, "amount": "half"})
    assert "A number with at most one decimal is expected" in odd.content.decode()
    client.post(f"/en/contracts/{contract.number}/draws/{used.pk}/return", {"why": "改期"})
    page = shown(client, contract)
    assert "1 of 1 left" in page
    assert f"/draws/{used.pk}/return" not in page


def test_who_may_not_is_shown_no_form_and_refused(client: Client) -> None:
    contract = bought("service-care", of=system())
    clerk = as_user(client, person("clerk"))
    page = shown(clerk, contract)
    assert "/sign" not in page
    assert "¥" not in page.split('id="main"')[1]
    assert clerk.post(f"/contracts/{contract.number}/sign", {}).status_code == 403
    number = contract.conditions.exclude(kind="signature").first()
    assert number is not None
    path = f"/contracts/{contract.number}/conditions/{number.pk}"
    assert clerk.post(path, {"how": "there", "note": "x"}).status_code == 403


def test_an_owner_reads_their_own_and_a_stranger_finds_nothing(client: Client) -> None:
    contract = active("part-care-plus", of=system())
    assert "Part Care Plan+" in shown(as_user(client, outsider(contract.site.owner)), contract)
    stranger = as_user(client, outsider(organization("别家"), name="stranger"))
    assert stranger.get(f"/contracts/{contract.number}/").status_code == 404
    assert "C-2601-001" not in stranger.get("/contracts/").content.decode()


def test_the_way_leads_from_quote_system_search_and_workbench(client: Client) -> None:
    one = system()
    contract = bought("service-care", of=one)
    as_user(client, coordinator())
    link = f'href="/en/contracts/{contract.number}/"'
    for address in ("/en/quotes/Q-2601-001/", f"/en/systems/{one.pk}/", "/en/"):
        assert link in client.get(address).content.decode(), address
    assert link in client.get(f"/en/search?q={contract.number}").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        place = site(organization(f"置业 {number}"), name=f"项目 {number}")
        bought("part-care-plus", of=system(place, f"S-{number}"))
    as_user(client, coordinator())
    client.get("/contracts/")
    with django_assert_max_num_queries(14):
        client.get("/contracts/")

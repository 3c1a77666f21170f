"""The pages of drift: on the contract, on the system, in a list and as a workbook (D-13)."""

import re
from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lumencare.contracts.models import Contract
from lumencare.sites.models import System
from tests.contracts.contracts import active, coordinator
from tests.contracts.drift import MORE, listed
from tests.office import NOW, organization, person, site, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def drifted(ref: str = "S-001") -> tuple[System, Contract]:
    """Return a system that grew after its plan was sold."""
    one = listed(system(site(organization(f"业主 {ref}"), name=f"项目 {ref}"), ref))
    contract = active("part-care-plus", of=one)
    return listed(one, *MORE), contract


def test_contract_and_system_show_what_drifted(client: Client) -> None:
    one, contract = drifted()
    client.force_login(coordinator())
    for address in (f"/en/contracts/{contract.number}/", f"/en/systems/{one.pk}/"):
        page = client.get(address).content.decode()
        for said in (
            "Hardware of S-001: as built against contracted",
            "On no covered list, so not covered",
            "SR-9 × 10",
            "2 parts differ",
            "+¥95,015",
            "¥40,004 → <b>¥47,605.20</b>",
            "A contract keeps the hardware list it was priced on",
        ):
            assert said in page, (address, said)
    chinese = client.get(f"/contracts/{contract.number}/").content.decode()
    assert "不在任何受保障清单上，因此不受保障" in chinese


def test_plans_that_share_a_list_show_its_parts_once(client: Client) -> None:
    one = listed(system())
    contract = active("part-care-plus", "service-care", of=one)
    listed(one, *MORE)
    client.force_login(coordinator())
    page = client.get(f"/en/contracts/{contract.number}/").content.decode()
    assert page.count("Part Care Plan+, Service Care Plan: 2 parts differ") == 1
    assert page.count("A contract keeps the hardware list it was priced on") == 1


def test_every_region_of_the_page_of_a_system_has_a_name_of_its_own(client: Client) -> None:
    one, _ = drifted()
    client.force_login(coordinator())
    page = client.get(f"/en/systems/{one.pk}/").content.decode()
    names = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert sorted(names) == sorted(set(names))


def test_nothing_is_said_where_nothing_drifted_or_prices_are_not_seen(client: Client) -> None:
    contract = active("part-care-plus", of=listed(system()))
    client.force_login(coordinator())
    assert (
        "as built against" not in client.get(f"/en/contracts/{contract.number}/").content.decode()
    )
    one, other = drifted("S-002")
    client.force_login(person("engineer"))
    for address in (f"/en/contracts/{other.number}/", f"/en/systems/{one.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "as built against" not in answer.content.decode()
    assert "/contracts/drift/" not in client.get("/en/contracts/").content.decode()


def test_the_list_is_linked_and_handed_out_as_a_workbook(client: Client) -> None:
    _, contract = drifted()
    client.force_login(coordinator())
    assert 'href="/en/contracts/drift/"' in client.get("/en/contracts/").content.decode()
    page = client.get("/en/contracts/drift/").content.decode()
    assert "One running plan was priced on another amount" in page
    assert contract.number in page
    answer = client.get("/contracts/drift/export")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    row = [cell.value for cell in sheet[3]]
    assert row[:4] == ["S-001", "项目 S-001", "业主 S-001", contract.number]
    assert row[6:11] == [500050, 595065, 95015, 40004, 47605.2]
    assert "D-13" in row[14]


def test_an_empty_list_says_so(client: Client) -> None:
    client.force_login(coordinator())
    page = client.get("/en/contracts/drift/").content.decode()
    assert "Every running plan was priced on the hardware that its system has." in page
    assert client.get("/contracts/drift/?cursor=x").status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        drifted(f"S-{number}")
    client.force_login(coordinator())
    client.get("/contracts/drift/")
    with django_assert_max_num_queries(12):
        client.get("/contracts/drift/")

"""The worklist of purchase windows: what closes first, what is at stake, a quote in two clicks."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lumencare.sites.models import System
from tests.office import NOW, TODAY, organization, person, site, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sales(client: Client) -> Client:
    client.force_login(person("sales"))
    return client


def closing(days: int, ref: str, warranty_class: str = "2Y") -> System:
    """Return a system whose window closes in some days."""
    return system(
        site(organization(f"业主 {ref}"), name=f"项目 {ref}"),
        ref,
        warranty_class=warranty_class,
        order_date=date(2025, 3, 1),
        window_ends_on=TODAY + timedelta(days=days),
        window_value_fen=80_000_00,
    )


def shown(client: Client, query: str = "") -> str:
    return client.get(f"/en/windows/{query}").content.decode()


def test_what_closes_first_stands_first_below_its_group(sales: Client) -> None:
    closing(45, "S-45")
    closing(0, "S-0")
    closing(7, "S-7")
    page = shown(sales)
    places = [page.index(words) for words in ("项目 S-0", "项目 S-7", "项目 S-45")]
    assert places == sorted(places)
    assert "¥160,000 at stake in 2 windows that close within 30 days" in page
    assert page.count("within 7 days") >= 2


def test_the_last_day_still_counts_and_the_day_after_does_not(sales: Client) -> None:
    """PW-1"""
    closing(0, "S-0")
    closing(-1, "S-1")
    page = shown(sales)
    assert "today" in page
    assert "项目 S-1" not in page


def test_a_row_leads_to_its_ready_quote(sales: Client) -> None:
    row = closing(3, "S-3")
    address = f"/en/systems/{row.pk}/quote?plan=part-care-plus"
    assert address in shown(sales)
    assert sales.get(address).status_code == 200


@pytest.mark.parametrize(
    ("warranty_class", "words"),
    [
        ("2Y", "Only the Technology Support Plan covers parts then"),
        ("HWQS8", "No plan reduces the price of parts then"),
    ],
)
def test_what_is_lost_afterwards_is_said(sales: Client, warranty_class: str, words: str) -> None:
    """PW-2"""
    closing(3, "S-3", warranty_class)
    assert words in shown(sales)


def test_filters_live_in_the_address_and_say_when_nothing_fits(sales: Client) -> None:
    closing(3, "S-3")
    closing(80, "S-80")
    assert "项目 S-80" not in shown(sales, "?within=7")
    assert "项目 S-3" in shown(sales, "?within=7")
    page = shown(sales, "?city=Lhasa")
    assert "No window is like this." in page
    assert 'value="Lhasa"' in page
    assert "No window is like this." not in shown(sales, "?within=nonsense")


def test_no_window_says_what_comes_next(sales: Client) -> None:
    assert "No purchase window is open." in shown(sales)


def test_who_makes_no_quotes_is_offered_none(client: Client) -> None:
    closing(3, "S-3")
    client.force_login(person("finance"))
    page = shown(client)
    assert "项目 S-3" in page
    assert "/quote?plan" not in page


def test_the_workbook_holds_what_is_filtered(sales: Client) -> None:
    closing(3, "S-3")
    closing(80, "S-80")
    answer = sales.get("/en/windows/export?within=7")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for line in book.active.values for cell in line]
    assert "S-3" in cells
    assert "S-80" not in cells


def test_a_long_list_asks_no_more_of_the_database(
    sales: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        closing(number, f"S-{number}")
    with django_assert_max_num_queries(12):
        shown(sales)

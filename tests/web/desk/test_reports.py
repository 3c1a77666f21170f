"""The pages of the desk's report and of the promise report, and their workbooks."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from python_calamine import CalamineWorkbook

from lumencare.desk.actions import start_work
from tests.desk.cases import held, moment, opened, served, support
from tests.office import organization, person, site, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(moment("2026-01-20 09:00"), tick=False):
        yield


@pytest.fixture
def leader(client: Client) -> Client:
    client.force_login(person("manager"))
    return client


def sheet(answer: Any, name: str) -> list[list[Any]]:
    """Return the rows of a sheet below its heads."""
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    return book.get_sheet_by_name(name).to_python()[1:]


def kept(count: int) -> None:
    of = served("24h")
    for _ in range(count):
        case, at = opened(of, at="2026-01-05 10:00"), moment("2026-01-05 11:00")
        start_work(case, at=at, how="remote", by=support(), now=at, session="SE-2601-001")


def test_a_month_of_twenty_has_a_dot_and_a_share(leader: Client) -> None:
    kept(20)
    page = leader.get("/en/desk/report?first=2026-01&last=2026-01").content.decode()
    assert "20 cases reported from 2026-01 to 2026-01" in page
    assert "100 %" in page
    assert page.count('class="dot"') == 1


def test_a_month_of_few_is_a_count(leader: Client) -> None:
    kept(2)
    page = leader.get("/en/desk/report").content.decode()
    assert "2 of 2" in page
    assert 'class="dot' not in page
    assert "%" not in page.split("<h3>")[1].split("</h3>")[0]


def test_the_report_opens_as_a_workbook(leader: Client) -> None:
    kept(2)
    rows = sheet(leader.get("/desk/report/export"), "按时 On time")
    assert rows[-1][:4] == ["24h", "合计 All", 2, 2]
    rows = sheet(leader.get("/desk/report/export"), "按合同 By contract")
    assert rows == [["C-2601-001", 2, 0, 0, 0]]


@pytest.mark.parametrize("wrong", ["first=x", "last=0000-00", "commitment=soon", "contract=C-%27"])
def test_a_wrong_address_filters_nothing(leader: Client, wrong: str) -> None:
    assert leader.get(f"/desk/report?{wrong}").status_code == 200


def test_the_promise_page_says_how_many_need_somebody(leader: Client) -> None:
    where = site(organization("甲"), name="甲", city="乌鲁木齐市", city_known=True)
    held(system(at=where), "24h", date(2025, 6, 1), date(2026, 6, 1))
    page = leader.get("/en/desk/promises").content.decode()
    assert "1 sold promise needs somebody" in page
    assert "Out of reach" in page
    kept_only = leader.get("/en/desk/promises?state=kept").content.decode()
    assert "No response option is in force." in kept_only
    assert sheet(leader.get("/desk/promises/export"), "响应承诺 Promises")[0][6] == "已不可达"

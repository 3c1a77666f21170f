"""A customer who books programming is told before what it waits for (SC-9, SY-4, X-10)."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.contracts.models import Allowance
from lumencare.domain.readiness.facts import Paper
from lumencare.field.models import Visit
from lumencare.sites.actions import say_processor
from lumencare.sites.models import System
from tests.contracts.contracts import active, coordinator
from tests.office import NOW
from tests.portal.guests import come, link_to, office_building
from tests.sites.test_readiness import keep

pytestmark = pytest.mark.django_db
PROGRAMMING = "onsite-programming"
UPLOAD = "/records?kind=database"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def installed() -> System:
    """Return a system with a day of programming and a day of maintenance left."""
    found = office_building().systems.get()
    active("service-care", f"{PROGRAMMING}*1", of=found)
    return found


@pytest.fixture
def browser(installed: System) -> Client:
    """Return the browser of its customer."""
    return come(link_to(installed.site))


def booking(browser: Client, code: str = PROGRAMMING, lang: str = "") -> str:
    """Return the page on which a visit is asked for."""
    pk = Allowance.objects.get(code=code).pk
    return browser.get(f"{lang}/portal/allowances/{pk}/book").content.decode()


def test_without_the_database_the_page_says_so_before_and_offers_the_upload(
    browser: Client, installed: System
) -> None:
    """SC-9, X-10: with what collecting it on site costs; it may be asked for all the same."""
    page = booking(browser)
    assert "此次服务需等待数据库" in page
    assert "可改为有偿现场收集" in page
    assert "人天 ×" in page
    assert f"/portal/sites/{installed.site_id}{UPLOAD}" in page
    assert "This visit waits for the database" in booking(browser, lang="/en")
    pk = Allowance.objects.get(code=PROGRAMMING).pk
    answer = browser.post(f"/portal/allowances/{pk}/book", {"wanted_by": "2026-03-01"})
    assert answer.status_code == 302
    assert Visit.objects.get().service == PROGRAMMING


def test_the_upload_that_is_offered_asks_for_the_database(
    browser: Client, installed: System
) -> None:
    page = browser.get(f"/portal/sites/{installed.site_id}{UPLOAD}").content.decode()
    assert '<option value="database" selected>' in page
    nonsense = browser.get(f"/portal/sites/{installed.site_id}/records?kind=%3Cscript%3E")
    assert nonsense.status_code == 200
    assert "<script>" not in nonsense.content.decode().split("<main", 1)[1]


def test_with_the_database_or_a_processor_that_gives_it_nothing_is_said(
    browser: Client, installed: System
) -> None:
    """X-10."""
    say_processor(installed, gives_database=True, why="可读", by=coordinator(), now=NOW)
    assert UPLOAD not in booking(browser)
    say_processor(installed, gives_database=False, why="不可读", by=coordinator(), now=NOW)
    assert UPLOAD in booking(browser)
    keep(installed, coordinator(), Paper.DATABASE)
    assert UPLOAD not in booking(browser)


def test_an_old_database_is_told_and_a_newer_one_offered(
    browser: Client, installed: System
) -> None:
    """SC-9."""
    keep(installed, coordinator(), Paper.DATABASE, days_old=2000)
    page = booking(browser)
    assert "我们保存的数据库可能已过时" in page
    assert UPLOAD in page


def test_other_services_wait_for_nothing(browser: Client) -> None:
    assert UPLOAD not in booking(browser, "preventive-man-day")

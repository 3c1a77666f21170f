"""The coverage passport: any day, with reason and clause; as a PDF that can be checked."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pypdf
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.desk.models import PassportPaper
from tests.desk.cases import held
from tests.office import NOW
from tests.portal.guests import come, link_to, office_building

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2025-03-01", "零件"),
        ("2026-01-15", "2027-03-01"),
        ("2027-03-02", "零件和人工由您付费"),
        ("2034-01-01", "由您付费"),
    ],
)
def test_any_day_is_answered_with_rule_and_clause(on: str, said: str) -> None:
    place = office_building()
    system = place.systems.get()
    page = come(link_to(place)).get(f"/portal/systems/{system.pk}/cover", {"on": on})
    shown = page.content.decode()
    assert said in shown
    assert all(each in shown for each in ("D-", "以中文为准", 'lang="en"'))


@pytest.mark.parametrize("on", ["2025-02-28", "x", "2026-02-30", "1", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_or_before_the_order_is_told_at_its_field(on: str) -> None:
    place = office_building()
    system = place.systems.get()
    browser = come(link_to(place))
    assert browser.get(f"/portal/systems/{system.pk}/cover", {"on": on}).status_code == 422
    assert browser.post(f"/portal/systems/{system.pk}/cover.pdf", {"on": on}).status_code in {
        404,
        422,
    }


def test_what_was_bought_shows_from_its_first_day_until_its_last() -> None:
    place = office_building()
    system = place.systems.get()
    held(system, "service-care", date(2027, 6, 1), date(2028, 6, 1))
    browser = come(link_to(place))

    def says(on: str) -> str:
        page = browser.get(f"/en/portal/systems/{system.pk}/cover", {"on": on}).content.decode()
        return page.partition("<h2>")[2].partition("</h2>")[0]

    assert says("2027-05-31") == "If it breaks, you pay for parts and labour"
    assert says("2027-06-01") == "If it breaks, labour is free and you pay for parts"
    assert says("2028-06-01") == "If it breaks, you pay for parts and labour"


def test_the_pdf_is_made_once_says_both_languages_and_can_be_checked(
    now: time_machine.Traveller, client: Client
) -> None:
    place = office_building()
    system = place.systems.get()
    browser = come(link_to(place))
    address, sent = f"/portal/systems/{system.pk}/cover.pdf", {"on": "2027-03-02"}
    first = b"".join(browser.post(address, sent).streaming_content)
    now.move_to(NOW + timedelta(minutes=5))
    second = b"".join(browser.post(address, sent).streaming_content)
    paper = PassportPaper.objects.get()
    assert first == second
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(first)).pages)
    for each in ("P-2601-001", "2027-03-02", "由您付费", "you pay for parts and labour", "D-11"):
        assert each in text, each
    for mark in (paper.facts_sha256[:32], paper.pdf_sha256):
        assert "保障证明" in client.get(f"/check/{paper.number}", {"hash": mark}).content.decode()
    held(system, "service-care", date(2027, 2, 1), date(2028, 2, 1))
    b"".join(browser.post(address, sent).streaming_content)
    page = client.get(f"/check/{paper.number}", {"hash": paper.pdf_sha256}).content.decode()
    assert "取代" in page

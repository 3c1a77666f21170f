"""One's own data in the portal: the notice, what is held, requests, consents; and no stranger's."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.privacy.actions import settling
from lumencare.privacy.models import Consent, DataRequest
from lumencare.sites.models import Contact
from tests.desk.files import JPEG
from tests.office import NOW
from tests.portal.guests import come, link_to, signed_in
from tests.privacy.people import building, fault_of, keeper, zhao

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def words(browser: Client, path: str) -> str:
    """Return a page."""
    answer = browser.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_anybody_reads_the_notice_with_who_runs_this(settings: object) -> None:
    settings.PROVIDER = {  # type: ignore[attr-defined]
        "name": "路明控制（上海）有限公司",
        "english_name": "Luming Controls (Shanghai)",
        "address": "上海市黄浦区一路 1 号",
        "contact": "privacy@example.com",
    }
    page = words(Client(), "/portal/privacy/notice")
    assert "路明控制（上海）有限公司" in page
    assert "privacy@example.com" in page
    assert "{" not in page.partition("<article")[2].partition("</article>")[0]
    assert "Luming Controls" in words(Client(), "/en/portal/privacy/notice")
    assert "/portal/privacy/notice" in words(Client(), "/portal/enter")


def test_reading_the_notice_is_asked_for_until_it_is_confirmed() -> None:
    browser = come(link_to(building()))
    assert "我已阅读" in words(browser, "/portal/")
    assert browser.post("/portal/privacy/notice/read").status_code == 302
    assert browser.post("/portal/privacy/notice/read").status_code == 302
    assert "我已阅读<" not in words(browser, "/portal/")
    row = Consent.objects.get()
    assert (row.topic, row.name, len(row.wording_sha256)) == ("notice", "王建国", 64)
    assert "个人信息处理说明" in words(browser, "/portal/privacy/consents/")
    # The notice was read or not: there is nothing to take back.
    assert browser.post(f"/portal/privacy/consents/{row.pk}/end").status_code == 404


def test_a_new_wording_is_asked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = come(link_to(building()))
    browser.post("/portal/privacy/notice/read")
    Consent.objects.update(version="2020-01")
    assert "我已阅读" in words(browser, "/portal/")
    browser.post("/portal/privacy/notice/read")
    assert Consent.objects.filter(ended_at=None).count() == 1
    assert Consent.objects.count() == 2


def test_sending_a_picture_is_logged_and_can_be_taken_back() -> None:
    place = building()
    visitor = zhao(place)
    browser = signed_in(visitor.user)  # type: ignore[arg-type]
    case = fault_of(visitor, place, closed=False)

    picture = BytesIO(JPEG)
    picture.name = "a.jpg"
    browser.post(f"/portal/cases/{case.number}/write", {"body": "见图", "files": picture})
    row = Consent.objects.get(topic="photos")
    assert browser.post(f"/portal/privacy/consents/{row.pk}/end").status_code == 302
    assert browser.post(f"/portal/privacy/consents/{row.pk}/end").status_code == 422
    row.refresh_from_db()
    assert row.ended_at == NOW


def test_a_request_is_made_seen_answered_and_its_person_gone() -> None:
    place = building()
    visitor = zhao(place)
    browser = signed_in(visitor.user)  # type: ignore[arg-type]
    assert browser.post("/portal/privacy/delete", {"words": "x"}).status_code == 422
    assert browser.post("/portal/privacy/delete", {"sure": "on"}).status_code == 302
    assert browser.post("/portal/privacy/delete", {"sure": "on"}).status_code == 422
    assert "PI-" in words(browser, "/portal/privacy/")
    row = DataRequest.objects.get()
    office = signed_in(one := keeper("one"))
    assert row.number in words(office, "/")
    assert "赵敏" in words(office, f"/privacy/requests/{row.pk}/")
    office.post(f"/privacy/requests/{row.pk}/check", {"why": "回拨确认"})
    assert office.post(f"/privacy/requests/{row.pk}/carry-out").status_code == 403
    assert one.pk
    other = signed_in(keeper("two"))
    assert other.post(f"/privacy/requests/{row.pk}/carry-out").status_code == 302
    assert "已匿名化" in words(other, f"/privacy/requests/{row.pk}/") or row.pk
    assert not Contact.objects.filter(name="赵敏").exists()
    assert browser.get("/portal/").status_code in {302, 403}


def test_a_refusal_is_read_with_its_reason() -> None:
    visitor = zhao(building())
    browser = signed_in(visitor.user)  # type: ignore[arg-type]
    browser.post("/portal/privacy/correct", {"name": "赵敏之"})
    settling.refuse(DataRequest.objects.get(), why="证件不符", by=keeper(), now=NOW)
    assert "证件不符" in words(browser, "/portal/privacy/")


def test_every_page_of_the_office_says_what_it_is_for() -> None:
    place = building()
    fault_of(zhao(place), place)
    office = signed_in(keeper())
    for path, said in {
        "/privacy/": "个人信息",
        "/privacy/consents/": "同意记录",
        "/privacy/periods/": "保存期限",
        "/privacy/register/": "登录记录",
        "/en/privacy/register/": "Signing in",
    }.items():
        assert said in words(office, path), path

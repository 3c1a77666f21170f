"""A fault reported from a phone: promised at once, followed, written about, visited, rated."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.accounts.roles import Role
from lumencare.audit.models import Entry
from lumencare.desk.actions import resolve, write_note, write_to_customer
from lumencare.desk.models import Attachment, Case, Message, Rating
from lumencare.domain.shanghai import SHANGHAI
from lumencare.field.actions import move, offer
from lumencare.field.models import VisitReport
from lumencare.notices.models import Notice
from lumencare.sites.models import Site
from lumencare.sites.uploads import Upload
from tests.desk.cases import held
from tests.desk.files import JPEG
from tests.field.visits import MONDAY_8, booked, engineer, on_site, placement, proposed
from tests.office import NOW, outsider, person
from tests.portal.guests import come, link_to, office_building, others_building, signed_in

pytestmark = pytest.mark.django_db
AT_NIGHT = datetime(2026, 1, 15, 22, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def typed(place: Site, **more: object) -> dict[str, object]:
    """Return what the form posts."""
    system = place.systems.get()
    return {
        "system": str(system.pk),
        "summary": "宴会厅整区调光回路失控",
        "place": "三层东侧",
        "description": "明晚有活动",
        "name": "王建国",
        "phone": "138 0013 6021",
        "key": "once",
        **more,
    }


def send(browser: Client, place: Site, **more: object) -> Case:
    """Report a fault, and return its case."""
    answer = browser.post(f"/portal/sites/{place.pk}/report", typed(place, **more))
    assert answer.status_code == 302, answer.content.decode()
    return Case.objects.get(number=answer["Location"].split("/")[-2])


def test_what_is_promised_is_told_before_and_after() -> None:
    place = office_building()
    for code in ("service-care", "24h"):
        held(place.systems.get(), code, date(2025, 6, 1), date(2026, 6, 1))
    browser = come(link_to(place))
    form = browser.get(f"/portal/sites/{place.pk}/report").content.decode()
    assert "2026-01-16 10:00" in form
    case = send(browser, place)
    page = browser.get(f"/portal/cases/{case.number}/").content.decode()
    assert all(each in page for each in ("2026-01-16 10:00", "宴会厅整区调光回路失控", "已受理"))
    assert (case.channel, case.reporter_name, case.created_by) == ("portal", "王建国", None)
    assert "三层东侧" in case.description
    assert case.reporter_phone == "+8613800136021"
    assert Entry.objects.filter(action="open-case", by_name="王建国").exists()


def test_out_of_hours_is_told_with_the_hotline(now: time_machine.Traveller) -> None:
    place = office_building()
    now.move_to(AT_NIGHT)
    page = come(link_to(place)).get(f"/portal/sites/{place.pk}/report").content.decode()
    assert all(each in page for each in ("非服务时间", "2026-01-16 08:00", "tel:400-842-7731"))


def test_pictures_come_with_the_report_and_lies_are_refused() -> None:
    place = office_building()
    browser = come(link_to(place))
    photo = SimpleUploadedFile("现场.jpg", JPEG)
    case = send(browser, place, files=photo)
    kept = Attachment.objects.get(case=case)
    assert (kept.media_type, kept.message.kind) == ("image/jpeg", Message.Kind.INCOMING)
    answer = browser.get(f"/portal/files/{kept.pk}")
    assert b"".join(answer.streaming_content) == JPEG
    assert answer["Content-Disposition"].startswith("attachment")
    lie = SimpleUploadedFile("a.jpg", b"<script>alert(1)</script>")
    bad = browser.post(
        f"/portal/sites/{place.pk}/report", typed(place, key="two", anyway="1", files=lie)
    )
    assert bad.status_code == 422
    assert Case.objects.count() == 1


def test_sent_twice_it_is_one_case_and_alike_is_warned_of() -> None:
    place = office_building()
    browser = come(link_to(place))
    first = send(browser, place)
    again = browser.post(f"/portal/sites/{place.pk}/report", typed(place, key="other"))
    assert (again.status_code, first.number in again.content.decode()) == (422, True)
    same = browser.post(f"/portal/sites/{place.pk}/report", typed(place, anyway="1"))
    assert same["Location"] == f"/portal/cases/{first.number}/"
    other = send(browser, place, key="third", anyway="1")
    assert other != first


def test_what_the_page_showed_stops_nobody_and_lost_pictures_are_asked_for_again() -> None:
    place = office_building()
    browser = come(link_to(place))
    first = send(browser, place)
    address = f"/portal/sites/{place.pk}/report"
    empty = browser.get(address).content.decode()
    assert (f'name="seen" value="{first.number} "' in empty, first.summary in empty) == (True, True)
    photo = SimpleUploadedFile("a.jpg", JPEG)
    stopped = browser.post(address, typed(place, key="other", files=photo)).content.decode()
    assert "请重新选择照片" in stopped
    went = browser.post(address, typed(place, key="other", seen=f"{first.number} "))
    assert went.status_code == 302
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "wrong"), [("summary", ""), ("summary", "x" * 201), ("phone", "12"), ("system", "0")]
)
def test_wrong_fields_are_named_and_what_was_typed_stays(field: str, wrong: str) -> None:
    place = office_building()
    browser = come(link_to(place))
    answer = browser.post(f"/portal/sites/{place.pk}/report", typed(place, **{field: wrong}))
    assert (answer.status_code, "三层东侧" in answer.content.decode()) == (422, True)
    assert not Case.objects.exists()


def test_only_what_is_public_is_shown_and_an_answer_reaches_the_desk() -> None:
    place = office_building()
    user = outsider(place.owner, name="owner")
    browser = signed_in(user)
    case = send(browser, place)
    support = person("support", name="热线")
    write_note(case, "内部：客户欠款", by=support, now=NOW)
    write_to_customer(case, "明早九点到。", to="wang@example.com", by=support, now=NOW)
    page = browser.get(f"/portal/cases/{case.number}/").content.decode()
    assert ("明早九点到。" in page, "欠款" in page) == (True, False)
    answer = browser.post(
        f"/portal/cases/{case.number}/write",
        {"body": "请走东门", "files": SimpleUploadedFile("门.jpg", JPEG)},
    )
    assert answer["Location"] == f"/portal/cases/{case.number}/#talk"
    case.refresh_from_db()
    kept = case.messages.get(body="请走东门")
    assert (case.flag, kept.author, kept.attachments.count()) == ("replied", user, 1)


def test_a_colleague_sees_the_case_and_a_stranger_does_not() -> None:
    place, strange = office_building(), others_building()
    case = send(come(link_to(place)), place)
    colleague = signed_in(outsider(place.owner, name="colleague"))
    stranger = signed_in(outsider(strange.owner, name="stranger"))
    address = f"/portal/cases/{case.number}/"
    assert [each.get(address).status_code for each in (colleague, stranger)] == [200, 404]


def test_a_time_is_agreed_to_and_one_that_was_moved_is_asked_anew() -> None:
    place = office_building()
    browser, who = come(link_to(place)), engineer()
    case = send(browser, place)
    visit = booked(who, proposed(place, case=case))
    address = f"/portal/visits/{visit.number}"
    assert browser.post(f"{address}/agree").status_code == 422
    offer(visit, by=who.person, now=NOW)
    assert "李思远" in browser.get(f"/portal/sites/{place.pk}/").content.decode()
    assert browser.post(f"{address}/agree").status_code == 302
    visit.refresh_from_db()
    assert visit.confirmed_at == NOW
    move(visit, placement(who, MONDAY_8), by=person(Role.COORDINATOR, name="c"), now=NOW)
    visit.refresh_from_db()
    assert visit.confirmed_at is None


def test_a_refused_time_is_told_to_the_coordinator_and_stands_in_the_case() -> None:
    place = office_building()
    browser, who = come(link_to(place)), engineer()
    case = send(browser, place)
    visit = offer(booked(who, proposed(place, case=case)), by=who.person, now=NOW)
    answer = browser.post(f"/portal/visits/{visit.number}/refuse", {"why": "周五停电"})
    assert answer["Location"] == f"/portal/cases/{case.number}/"
    visit.refresh_from_db()
    assert visit.offered_at is None
    assert case.messages.filter(body__contains="周五停电").count() == 1
    assert Notice.objects.filter(key__startswith="visit:refused:").exists()


def test_the_report_is_signed_once_as_it_was_shown(now: time_machine.Traveller) -> None:
    place = office_building()
    browser, who = come(link_to(place)), engineer()
    visit = on_site(who, proposed(place))
    report = VisitReport.objects.create(visit=visit, findings="更换模块", changed_at=NOW)
    now.move_to(NOW + timedelta(days=1))
    address = f"/portal/visits/{visit.number}/sign"
    page = browser.get(address).content.decode()
    found = re.search(r'name="mark" value="(\w+)"', page)
    assert found is not None
    sent = {"mark": found[1], "name": "王建国", "agree": "on"}
    VisitReport.objects.update(findings="更换模块与面板")
    assert browser.post(address, sent).status_code == 422
    VisitReport.objects.update(findings="更换模块")
    assert browser.post(address, sent).status_code == 302
    report.refresh_from_db()
    assert (report.signer, report.signature_sha256) == ("王建国", found[1])
    assert browser.post(address, {**sent, "name": "李雷"}).status_code == 422


def test_it_is_rated_once_after_it_was_resolved_and_staff_read_it(client: Client) -> None:
    place = office_building()
    browser, support = come(link_to(place)), person("support", name="热线")
    case = send(browser, place)
    address = f"/portal/cases/{case.number}/rate"
    rating = {"stars": "4", "words": "很快，谢谢"}
    assert browser.post(address, rating).status_code == 422
    case.refresh_from_db()
    resolve(case, resolution="已恢复", how="phone", by=support, now=NOW)
    assert [browser.post(address, {"stars": each}).status_code for each in ("0", "6", "x")] == [
        422
    ] * 3
    assert browser.post(address, rating).status_code == 302
    assert browser.post(address, rating).status_code == 422
    assert (Rating.objects.get().stars, Rating.objects.get().by_name) == (4, "王建国")
    client.force_login(support)
    assert "很快，谢谢" in client.get(f"/cases/{case.number}/").content.decode()


def test_a_file_of_a_note_is_never_handed_out() -> None:
    place = office_building()
    browser = come(link_to(place))
    case = send(browser, place)
    write_note(
        case,
        "见附件",
        by=person("support", name="热线"),
        now=NOW,
        uploads=[Upload("n.jpg", io.BytesIO(JPEG))],
    )
    kept = Attachment.objects.get(case=case)
    assert browser.get(f"/portal/files/{kept.pk}").status_code == 404

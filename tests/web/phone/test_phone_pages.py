"""My day and a visit on the phone: what is shown, and steps as plain forms, without any script."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.test import Client

from lumencare.field.models import PhoneAction, Visit
from lumencare.sites.actions import add_record
from lumencare.sites.models import Contact
from lumencare.sites.uploads import Upload
from tests.claims.claims import bag_of, part, stocked
from tests.desk.cases import moment, opened, served
from tests.field.visits import MONDAY_8, booked, engineer, proposed
from tests.office import NOW, TODAY, person

pytestmark = pytest.mark.django_db
FRIDAY = moment("2026-01-16 07:30")
JPEG = b"\xff\xd8\xff" + b"1" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture(autouse=True)
def _on_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def visit() -> Visit:
    """Return a visit of today for a case, at a site with a contact and a drawing."""
    of = served("24h", order_date=date(2021, 3, 1))
    case = opened(of, at="2026-01-15 10:00")
    facts = {"name": "王建国", "phone": "13800138000", "created_at": NOW}
    Contact.objects.create(site=of.site, **facts)
    drawing = Upload("plan.pdf", BytesIO(b"%PDF-1.7 plan"))
    boss = person("manager", name="boss")
    add_record(of.site, kind="layout-drawing", upload=drawing, dated_on=TODAY, by=boss, now=NOW)
    row = booked(engineer(), proposed(of.site))
    Visit.objects.filter(pk=row.pk).update(case=case, system=of)
    row.refresh_from_db()
    return row


@pytest.fixture
def phone(client: Client, visit: Visit) -> Client:
    assert visit.engineer is not None
    client.force_login(visit.engineer.person)
    return client


def page_of(visit: Visit, language: str = "/en") -> str:
    return f"{language}/phone/visits/{visit.number}/"


def sends(phone: Client, visit: Visit, kind: str, **fields: object) -> str:
    """Send the plain form of a kind as it stands in the page; return the page that follows."""
    page = phone.get(page_of(visit)).content.decode()
    form = page[page.index(f'data-kind="{kind}"') :]
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key is not None
    posted = {"kind": kind, "key": key[1], **fields}
    return phone.post(page_of(visit), posted, follow=True).content.decode()


def test_my_day_shows_the_next_arrival_and_what_follows(phone: Client, visit: Visit) -> None:
    assert visit.engineer is not None
    booked(visit.engineer, proposed(visit.site, summary="季度巡检"), MONDAY_8)
    page = phone.get("/en/phone/").content.decode()
    assert '<b class="ph-time">08:00</b>' in page
    assert page.index("2026-01-16") < page.index("2026-01-19")
    assert "季度巡检" in page
    assert '"/en/phone/records/' in page


def test_an_empty_day_says_so(client: Client) -> None:
    client.force_login(person("engineer", name="新人"))
    page = client.get("/en/phone/").content.decode()
    assert "Nothing is booked for the next days either" in page


def test_a_visit_shows_where_whom_and_who_pays(phone: Client, visit: Visit) -> None:
    page = phone.get(page_of(visit)).content.decode()
    assert 'href="tel:13800138000"' in page
    assert "https://uri.amap.com/search?keyword=" in page
    assert "/phone/records/" in page
    assert "The customer pays ¥4,800 for this visit" in page


def test_its_drawing_is_handed_out_below_the_phone(phone: Client, visit: Visit) -> None:
    answer = phone.get(f"/phone/records/{visit.site.records.get().pk}")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 plan"


def test_a_visit_is_closed_by_plain_forms(phone: Client, visit: Visit) -> None:
    sends(phone, visit, "set-out")
    sends(phone, visit, "arrive")
    sends(phone, visit, "photo", file=BytesIO(JPEG))
    sends(phone, visit, "cause", cause="product")
    sends(phone, visit, "part", part_number="QSN-4A-S", faulty_serial="A1", new_serial="B2")
    sends(phone, visit, "checks", checks=["power", "link"], findings="更换调光模块")
    sends(phone, visit, "sign", signer="王建国", file=BytesIO(PNG))
    page = sends(phone, visit, "finish", fixed="on", fixed_asked="1")
    assert "This visit is over" in page
    visit.refresh_from_db()
    assert (visit.state, visit.report.checks, visit.report.fixed) == (
        "done", ["power", "link"], True,
    )  # fmt: skip
    assert list(PhoneAction.objects.values_list("outcome", flat=True).distinct()) == ["done"]


def test_a_box_that_is_not_ticked_is_no(phone: Client, visit: Visit) -> None:
    sends(phone, visit, "arrive")
    sends(phone, visit, "finish", fixed_asked="1", unsigned_why="夜间无人")
    visit.refresh_from_db()
    assert visit.report.fixed is False
    assert visit.case is not None
    assert visit.case.state != "resolved"


def test_what_is_refused_comes_back_with_words(phone: Client, visit: Visit) -> None:
    sends(phone, visit, "arrive")
    page = sends(phone, visit, "finish", fixed="on", fixed_asked="1")
    assert "Let the customer sign, or say why nobody signs" in page
    assert PhoneAction.objects.get(outcome="refused").kind == "finish"


def test_a_form_that_is_sent_twice_is_done_once(phone: Client, visit: Visit) -> None:
    for _ in range(2):
        phone.post(page_of(visit), {"kind": "arrive", "key": "k-1"})
    assert PhoneAction.objects.count() == 1


def test_nobody_reads_the_visit_of_a_colleague(client: Client, visit: Visit) -> None:
    client.force_login(person("engineer", name="别人"))
    assert client.get(page_of(visit)).status_code == 403
    client.force_login(person("coordinator", name="代办"))
    assert client.get(page_of(visit)).status_code == 200


def test_the_worker_keeps_our_files_and_watches_its_own_language(client: Client) -> None:
    answer = client.get("/en/phone/worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert '"/en/phone/"' in answer.content.decode()
    assert "lumencare/phone.js" in answer.content.decode()


def test_the_phone_can_be_put_on_the_home_screen(client: Client) -> None:
    facts = client.get("/phone/manifest.webmanifest").json()
    assert (facts["start_url"], facts["display"]) == ("/phone/", "standalone")
    assert {each["sizes"] for each in facts["icons"]} == {"192x192", "512x512"}


def test_a_part_is_picked_from_the_own_bag(phone: Client, visit: Visit) -> None:
    """SC-7: what the bag holds is in the page that the phone keeps; a pick needs no script."""
    assert visit.engineer is not None
    assert 'name="from_bag"' not in phone.get(page_of(visit)).content.decode()
    by = visit.engineer.person
    mine = bag_of(by)
    stocked(part(serialised=True), "N-1", "N-2", place=mine)
    stocked(part("CABLE-1"), quantity=3, place=mine)
    stocked(part("POOL-1"), quantity=3)
    page = phone.get(page_of(visit)).content.decode()
    found = re.findall(r'<option value="([^"]+\|[^"]*)">([^<]+)', page)
    assert found == [
        ("CABLE-1|", "CABLE-1 Dimming module × 3"),
        ("QSN-4P|N-1", "QSN-4P Dimming module · N-1"),
        ("QSN-4P|N-2", "QSN-4P Dimming module · N-2"),
    ]
    sends(phone, visit, "arrive")
    sends(phone, visit, "part", from_bag="QSN-4P|N-2", part_number="", new_serial="")
    sends(phone, visit, "part", from_bag="QSN-4P|N-1", part_number="CABLE-1", new_serial="")
    rows = visit.parts.order_by("pk").values_list("part_number", "new_serial")
    assert list(rows) == [("QSN-4P", "N-2"), ("CABLE-1", "")]

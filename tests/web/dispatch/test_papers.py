"""The page of a visit and of its case: report, photos and signature, seen and downloaded."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.contracts.archive import read_file
from lumencare.field.models import Visit, VisitPaper
from tests.documents.visit_report_samples import picture
from tests.field.test_phone import NINE, on_a_case, sends
from tests.field.test_visit_papers import END, closed
from tests.field.visits import dispatcher, engineer, on_site
from tests.office import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after() -> Iterator[None]:
    with time_machine.travel(END, tick=False):
        yield


def office(role: str = "") -> Client:
    found = Client()
    found.force_login(person(role, name=role) if role else dispatcher())
    return found


def content(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_a_visit_that_is_closed_in_the_office_has_its_report_at_once() -> None:
    """SC-4: what was found and why nobody signs is asked for with the end."""
    visit = on_site(engineer())
    typed = {"findings": "更换模块", "unsigned_why": "客户不在场"}
    office().post(f"/visits/{visit.number}/finish", typed)
    paper = VisitPaper.objects.get()
    page = office().get(f"/visits/{visit.number}/").content.decode()
    assert f"/visits/{visit.number}/report/1" in page
    assert paper.pdf_sha256 in page
    assert "客户不在场" in page
    got = office().get(f"/visits/{visit.number}/report/1")
    assert content(got) == read_file(paper.pdf)
    assert got["Content-Disposition"] == f'attachment; filename="{visit.number}.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    office().post(f"/visits/{visit.number}/report")
    assert VisitPaper.objects.count() == 1


def test_what_was_not_done_yet_has_no_report() -> None:
    visit = on_site(engineer())
    page = office().get(f"/visits/{visit.number}/").content.decode()
    assert "v-report" not in page
    assert office().post(f"/visits/{visit.number}/report").status_code == 422
    assert office().get(f"/visits/{visit.number}/report/1").status_code == 404


def test_photos_are_shown_small_and_downloaded_as_they_were_sent() -> None:
    visit = closed()
    photo = visit.photos.get()
    page = office().get(f"/en/visits/{visit.number}/").content.decode()
    assert f"/visit-photos/{photo.pk}/small" in page
    assert "王建国" in page
    small = office().get(f"/visit-photos/{photo.pk}/small")
    assert (small["Content-Type"], small["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "private" in small["Cache-Control"]
    got = office().get(f"/visit-photos/{photo.pk}")
    with photo.file.open("rb") as file:
        assert content(got) == file.read()
    assert got["Content-Disposition"].startswith("attachment;")
    assert got["Content-Type"] == "application/octet-stream"
    signed = office().get(f"/visits/{visit.number}/signature")
    assert content(signed).startswith(b"\x89PNG")
    assert signed["Content-Disposition"].endswith(f'"{visit.number}-signature.png"')


def test_a_photo_that_is_broken_has_no_small_picture_and_is_still_downloaded() -> None:
    visit = on_a_case()
    sends(visit, "arrive")
    sends(visit, "photo", file=b"\xff\xd8\xff" + b"1" * 40)
    photo = visit.photos.get()
    assert office().get(f"/visit-photos/{photo.pk}/small").status_code == 404
    assert content(office().get(f"/visit-photos/{photo.pk}")).startswith(b"\xff\xd8\xff")


def test_customers_get_neither_photo_nor_signature() -> None:
    visit = closed()
    outside = office("customer")
    for path in (
        f"/visit-photos/{visit.photos.get().pk}",
        f"/visit-photos/{visit.photos.get().pk}/small",
        f"/visits/{visit.number}/signature",
        f"/visits/{visit.number}/report/1",
    ):
        assert outside.get(path).status_code in {403, 404}, path
        assert Client().get(path).status_code == 302, path


def test_the_case_lists_the_reports_and_leads_to_the_board() -> None:
    visit = closed()
    assert visit.case is not None
    office().post(f"/visits/{visit.number}/report")
    page = office().get(f"/cases/{visit.case.number}/").content.decode()
    assert f"/visits/{visit.number}/report/1" in page
    who = office().get(f"/cases/{visit.case.number}/candidates").content.decode()
    assert f"?day=2026-01-16&amp;visit={visit.number}" in who
    board = office().get(f"/dispatch/?day=2026-01-16&visit={visit.number}").content.decode()
    assert 'marked" aria-current="true"' in board


def test_what_phones_sent_is_one_click_away() -> None:
    visit = on_site(engineer())
    for path in ("/desk/", f"/visits/{visit.number}/"):
        assert "/dispatch/sent/" in office().get(path).content.decode(), path
    assert "/dispatch/sent/" not in office("engineer").get("/desk/").content.decode()


def test_the_phone_offers_the_report_once_it_is_there() -> None:
    visit = closed()
    assert visit.engineer is not None
    phone, path = Client(), f"/phone/visits/{visit.number}/"
    phone.force_login(visit.engineer.person)
    assert 'id="ph-report" hidden' in phone.get(path).content.decode()
    assert phone.get(f"/phone/reports/{visit.number}").status_code == 404
    photo = SimpleUploadedFile("late.jpg", picture(800, 600))
    sent = {"kind": "photo", "key": "late", "file": photo}
    assert phone.post(path, sent).status_code == 302
    assert 'id="ph-report">' in phone.get(path).content.decode()
    got = phone.get(f"/phone/reports/{visit.number}")
    assert content(got) == read_file(VisitPaper.objects.get().pdf)


def test_the_script_of_the_phone_closes_a_visit_and_its_report_is_there() -> None:
    visit = on_a_case()
    sends(visit, "arrive")
    assert visit.engineer is not None
    phone = Client()
    phone.force_login(visit.engineer.person)
    instant = NINE.isoformat()
    sent = {
        "key": "f-1",
        "kind": "finish",
        "device_at": instant,
        "device_now": instant,
        "payload": '{"unsigned_why": "夜间无人值守"}',
    }
    for _ in range(2):
        told = phone.post(f"/phone/visits/{visit.number}/actions", sent)
        assert told.json()["outcome"] == "done"
    assert VisitPaper.objects.get().visit == Visit.objects.get(pk=visit.pk)

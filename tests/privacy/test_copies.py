"""The copy of one's data: whole, one's own alone, opened by a mailed code, gone after a week."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from lumencare.privacy import copying
from lumencare.privacy.actions import exporting
from lumencare.privacy.models import Export
from lumencare.privacy.people import subject_of
from lumencare.privacy.retention import erase_what_is_over
from lumencare.sites.models import Contact
from lumencare.sites.visitors import Visitor
from tests.desk.files import JPEG
from tests.office import NOW
from tests.portal.guests import come, guest, link_to, others_building, signed_in
from tests.privacy.people import building, fault_of, zhao

pytestmark = pytest.mark.django_db
LOCAL = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[time_machine.Traveller]:
    """Stand at the moment that the tests are written for, with the mails kept here."""
    cache.clear()
    monkeypatch.setattr("django.conf.settings.EMAIL_BACKEND", LOCAL)
    mail.outbox = []
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def code_in_mail() -> str:
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].subject)
    assert found
    return found[0]


def test_it_holds_everything_whole_in_three_forms_with_the_files() -> None:
    place = building()
    visitor = zhao(place)
    fault_of(visitor, place)
    other = fault_of(guest(others := others_building()), others)
    files = unzipped(copying.copy_of(subject_of(visitor), NOW))
    whole = json.loads(files["data.json"])
    kinds = {each["code"]: each for each in whole["kinds"]}
    assert kinds["fault"]["rows"][0]["fields"]["reporter_phone"] == "+8613911112222"
    assert kinds["account"]["purpose"].keys() == {"zh", "en"}
    assert JPEG in files.values()
    page = files["data.html"].decode()
    assert "+8613911112222" in page
    rows = list(csv.reader(io.StringIO(files["data.csv"].decode().removeprefix("\ufeff"))))
    assert rows[0][0] == "类别 / Kind"
    # A number begins like a formula; a spreadsheet must take it for words.
    assert any(row[3] == "'+8613911112222" for row in rows)
    assert other.number not in page
    assert "code_hash" not in files["data.json"].decode()
    assert "password" not in files["data.json"].decode()


def test_words_of_the_person_stay_words_in_the_page() -> None:
    place = building()
    visitor = zhao(place)
    Contact.objects.filter(name=visitor.name).update(position="<script>alert(1)</script>")
    page = unzipped(copying.copy_of(subject_of(visitor), NOW))["data.html"].decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_code_that_is_mailed_opens_it_once() -> None:
    place = building()
    visitor = zhao(place)
    browser = signed_in(visitor.user)  # type: ignore[arg-type]
    assert browser.post("/portal/privacy/copy").status_code == 302
    assert mail.outbox[-1].to == ["zhao@example.com"]
    code = code_in_mail()
    answer: Any = browser.post("/portal/privacy/copy/file", {"code": code})
    assert answer.status_code == 200
    assert "data.json" in unzipped(b"".join(answer.streaming_content))
    assert browser.post("/portal/privacy/copy/file", {"code": code}).status_code == 422


def test_five_wrong_codes_lock_it_for_an_hour() -> None:
    visitor = zhao(building())
    exporting.ask_copy(visitor, NOW)
    mailed = exporting.mail_code_for(visitor, NOW)
    assert mailed is not None
    wrong = "000000" if mailed.digits != "000000" else "000001"
    for _ in range(exporting.MOST_TRIES):
        assert exporting.open_copy(visitor, wrong, NOW) is None
    assert exporting.open_copy(visitor, mailed.digits, NOW) is None
    assert exporting.mail_code_for(visitor, NOW + timedelta(minutes=59)) is None
    assert exporting.mail_code_for(visitor, NOW + timedelta(minutes=61)) is not None


def test_a_code_runs_out_and_only_the_latest_counts() -> None:
    visitor = zhao(building())
    exporting.ask_copy(visitor, NOW)
    first, second = (exporting.mail_code_for(visitor, NOW) for _ in range(2))
    assert first is not None
    assert second is not None
    if first.digits != second.digits:
        assert exporting.open_copy(visitor, first.digits, NOW) is None
    assert exporting.open_copy(visitor, second.digits, NOW + timedelta(minutes=11)) is None
    assert exporting.open_copy(visitor, second.digits, NOW) is not None


def test_somebody_elses_code_opens_nothing() -> None:
    one, other = zhao(building()), guest(others_building())
    exporting.ask_copy(one, NOW)
    exporting.ask_copy(other, NOW)
    mailed = exporting.mail_code_for(one, NOW)
    assert mailed is not None
    exporting.mail_code_for(other, NOW)
    assert exporting.open_copy(other, mailed.digits, NOW) is None or mailed.digits == "000000"


def test_without_an_address_the_page_says_whom_to_call() -> None:
    place = building()
    link = link_to(place)
    Contact.objects.filter(pk=link.contact_id).update(email="")
    browser = come(link)
    assert "没有您的邮箱" in browser.get("/portal/privacy/copy").content.decode()
    assert browser.post("/portal/privacy/copy").status_code == 422
    assert not Export.objects.exists()


def test_a_large_copy_is_made_by_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MOST_ROWS_AT_ONCE", 0)
    visitor = zhao(building())
    browser = signed_in(visitor.user)  # type: ignore[arg-type]
    browser.post("/portal/privacy/copy")
    assert mail.outbox == []
    assert "正在生成" in browser.get("/portal/privacy/copy").content.decode()
    assert exporting.make_exports(NOW) == 1
    assert exporting.make_exports(NOW) == 0
    browser.post("/portal/privacy/copy")
    assert len(mail.outbox) == 1


def test_it_is_gone_after_a_week() -> None:
    visitor = zhao(building())
    exporting.ask_copy(visitor, NOW)
    late = NOW + timedelta(days=7, minutes=1)
    assert exporting.copy_asked(visitor, late) is None
    assert erase_what_is_over(late)["request"] == 1
    assert not Export.objects.exists()


def asked_twice(visitor: Visitor) -> tuple[Export, Export]:
    return exporting.ask_copy(visitor, NOW), exporting.ask_copy(visitor, NOW)


def test_asking_twice_makes_one() -> None:
    one, other = asked_twice(zhao(building()))
    assert one.pk == other.pk

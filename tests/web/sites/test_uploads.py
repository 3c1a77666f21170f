"""Files that people bring: looked at first, told what is wrong, handed out as attachments only."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.accounts.models import User
from lumencare.sites.models import BomSnapshot, SiteRecord, System
from tests.office import organization, outsider, person, system

pytestmark = pytest.mark.django_db
FIRST = "型号,数量,单价\nQSN-4P20-D,10,8000.00\nGQX-3,2,10000.00\n"
SECOND = "型号,数量,单价\nQSN-4P20-D,12,8000.00\n"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def seller() -> User:
    return person("sales", name="陆远")


@pytest.fixture
def row() -> System:
    return system()


def send(client: Client, row: System, text: str, name: str = "清单.csv") -> str:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(f"/systems/{row.pk}/list", {"file": file}).content.decode()


def record(client: Client, row: System, text: str, after: int, taken_on: str = "2026-01-10") -> int:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    typed = {"sha256": sha256, "after": str(after), "taken_on": taken_on}
    return client.post(f"/systems/{row.pk}/list/record", typed).status_code


def test_a_list_is_looked_at_before_it_is_recorded(
    client: Client, row: System, seller: User
) -> None:
    client.force_login(seller)
    page = send(client, row, FIRST)
    assert "¥100,000" in page
    assert "QSN-4P20-D" in page
    assert not BomSnapshot.objects.exists()
    assert record(client, row, FIRST, 0) == 302
    row.refresh_from_db()
    assert row.bom_fen == 100_000_00
    page = client.get(f"/systems/{row.pk}/").content.decode()
    assert "清单.csv" in page
    assert "QSN-4P20-D" in page


def test_all_problems_of_a_list_are_told_and_nothing_can_be_recorded(
    client: Client, row: System, seller: User
) -> None:
    client.force_login(seller)
    page = send(client, row, "型号,数量,单价\nA,x,1\nB,1,y\n")
    assert 'role="alert"' in page
    assert "“x” 不可用" in page
    assert "“y” 不可用" in page
    assert "登记此清单" not in page


def test_what_is_no_list_stands_at_the_field(client: Client, row: System, seller: User) -> None:
    client.force_login(seller)
    file = SimpleUploadedFile("list.csv", b"\x00\x01\x02 MZ")
    answer = client.post(f"/systems/{row.pk}/list", {"file": file})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()
    assert client.post(f"/systems/{row.pk}/list", {}).status_code == 422


def test_a_day_that_cannot_be_keeps_the_look(client: Client, row: System, seller: User) -> None:
    client.force_login(seller)
    send(client, row, FIRST)
    sha256 = hashlib.sha256(FIRST.encode()).hexdigest()
    typed = {"sha256": sha256, "after": "0", "taken_on": "2099-01-01"}
    answer = client.post(f"/systems/{row.pk}/list/record", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_taken_on_error"' in page
    assert sha256 in page
    assert "QSN-4P20-D" in page


def test_who_looked_before_another_recorded_is_told(
    client: Client, row: System, seller: User
) -> None:
    client.force_login(seller)
    send(client, row, SECOND)
    other = Client()
    other.force_login(person("manager"))
    send(other, row, FIRST)
    assert record(other, row, FIRST, 0) == 302
    assert record(client, row, SECOND, 0) == 409
    assert record(client, row, SECOND, 1) == 302


def test_a_look_that_is_gone_is_asked_for_again(client: Client, row: System, seller: User) -> None:
    client.force_login(seller)
    assert record(client, row, f"{FIRST}never,1,1\n", 0) == 422


def test_lists_are_compared_and_the_last_is_taken_back(
    client: Client, row: System, seller: User
) -> None:
    client.force_login(seller)
    for after, text in enumerate((FIRST, SECOND)):
        send(client, row, text)
        record(client, row, text, after)
    latest = BomSnapshot.objects.get(number=2)
    page = client.get(f"/lists/{latest.pk}/difference").content.decode()
    assert "GQX-3" in page
    assert "−¥4,000" in page
    assert client.post(f"/lists/{latest.pk}/undo", {"why": ""}).status_code == 422
    assert client.post(f"/lists/{latest.pk}/undo", {"why": "传错文件"}).status_code == 302
    row.refresh_from_db()
    assert row.bom_fen == 100_000_00
    assert client.post(f"/lists/{latest.pk}/undo", {"why": "再来"}).status_code == 409


def test_a_drawing_is_kept_and_handed_out_as_an_attachment(client: Client, row: System) -> None:
    client.force_login(person("engineer"))
    typed = {"kind": "single-line-drawing", "dated_on": "2026-01-02"}
    sent = {**typed, "file": SimpleUploadedFile("系统图.html", PDF, content_type="text/html")}
    assert client.post(f"/sites/{row.site_id}/records/new", sent).status_code == 302
    kept = SiteRecord.objects.get()
    assert (kept.dated_on, kept.number) == (date(2026, 1, 2), 1)
    answer = client.get(f"/records/{kept.pk}/file")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF
    page = client.get(f"/systems/{row.pk}/").content.decode()
    assert kept.sha256[:12] in page


def test_a_page_in_disguise_is_not_kept(client: Client, row: System) -> None:
    client.force_login(person("support"))
    sent = {
        "kind": "layout-drawing",
        "dated_on": "2026-01-02",
        "file": SimpleUploadedFile("plan.pdf", b"<html><script>alert(1)</script>"),
    }
    answer = client.post(f"/sites/{row.site_id}/records/new", sent)
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()
    assert not SiteRecord.objects.exists()


def test_that_there_is_none_is_said_with_a_reason(client: Client, row: System) -> None:
    client.force_login(person("support"))
    address = f"/sites/{row.site_id}/records/none"
    assert client.post(address, {"kind": "database", "why": ""}).status_code == 422
    assert client.post(address, {"kind": "database", "why": "无数据库"}).status_code == 302
    assert client.get(f"/records/{SiteRecord.objects.get().pk}/file").status_code == 404


def test_a_stranger_gets_no_file(client: Client, row: System, seller: User) -> None:
    client.force_login(seller)
    typed = {"kind": "single-line-drawing", "dated_on": "2026-01-02"}
    client.post(
        f"/sites/{row.site_id}/records/new", {**typed, "file": SimpleUploadedFile("a.pdf", PDF)}
    )
    kept = SiteRecord.objects.get()
    client.force_login(outsider(organization("云栖会议中心")))
    assert client.get(f"/records/{kept.pk}/file").status_code == 404
    client.force_login(outsider(row.site.owner, name="owner"))
    assert b"".join(client.get(f"/records/{kept.pk}/file").streaming_content) == PDF
    client.logout()
    assert client.get(f"/records/{kept.pk}/file").status_code == 302

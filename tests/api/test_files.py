"""Files by the interface: portfolios, hardware lists and site records, looked at and kept."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.sites.models import BomSnapshot, System
from tests.api.calling import Program, Told, program
from tests.exchange.portfolio_files import system as row
from tests.exchange.portfolio_files import write_portfolio
from tests.office import outsider, site, system
from tests.sites.bom_files import csv, workbook

pytestmark = pytest.mark.django_db
LIES = [
    ("plan.pdf", b"MZ\x90\x00 a program"),
    ("plan.pdf", b"<html><script>alert(1)</script>"),
    ("plan.svg", b"<svg onload='alert(1)'/>"),
    ("plan.pdf", b""),
    ("plan.pdf\x00.exe", b"MZ"),
]


def portfolio(tmp_path: Path, **changes: object) -> SimpleUploadedFile:
    content = write_portfolio(tmp_path / "清单.xlsx", row(**changes)).read_bytes()
    return SimpleUploadedFile("清单.xlsx", content)


def import_file(caller: Program, file: SimpleUploadedFile, query: str = "", **more: str) -> Told:
    file.seek(0)
    headers = {"Idempotency_Key": more.pop("key")} if "key" in more else {}
    return caller.upload(f"/imports/portfolio{query}", {"file": file, **more}, **headers)


def test_a_portfolio_is_looked_at_and_then_imported_once(tmp_path: Path) -> None:
    caller, file = program("sales"), portfolio(tmp_path)
    look = import_file(caller, file, "?dry_run=true")
    assert (look.status, look.body["may_be_imported"]) == (200, True), look.body
    assert System.objects.count() == 0
    done = import_file(caller, file, fingerprint=look.body["fingerprint"], key="a")
    assert (done.status, done.body["systems"]) == (201, 1), done.body
    again = import_file(caller, file, fingerprint=look.body["fingerprint"], key="a")
    assert (again.status, again.body) == (201, done.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert System.objects.count() == 1


def test_a_portfolio_needs_no_look_before_it(tmp_path: Path) -> None:
    told = import_file(program("sales"), portfolio(tmp_path))
    assert (told.status, told.body["systems"]) == (201, 1)


def test_what_a_look_told_and_is_so_no_more_is_not_imported(tmp_path: Path) -> None:
    caller, file = program("sales"), portfolio(tmp_path)
    look = import_file(caller, file, "?dry_run=true").body
    assert import_file(caller, file).status == 201
    late = import_file(caller, file, fingerprint=look["fingerprint"])
    assert (late.status, late.body["type"]) == (409, "/api/v1/problems/conflict")
    assert import_file(caller, file, fingerprint="x\x00").status == 422


def test_every_wrong_cell_is_told_and_nothing_is_imported(tmp_path: Path) -> None:
    file = portfolio(tmp_path, **{"class": "3Y", "order date": "soon"})
    told = import_file(program("sales"), file)
    assert told.status == 422
    assert len(told.body["problems"]) == 2
    look = import_file(program("sales"), file, "?dry_run=true").body
    assert [each["field"] for each in look["problems"]] == [
        each["field"] for each in told.body["problems"]
    ]
    assert (look["may_be_imported"], System.objects.count()) == (False, 0)


@pytest.mark.parametrize("content", [workbook(), csv()], ids=["xlsx", "csv"])
def test_a_hardware_list_is_looked_at_recorded_and_undone(content: bytes) -> None:
    """D-13."""
    caller, one = program("sales"), system(bom_fen=1_00)
    path = f"/systems/{one.pk}/boms"

    def send(query: str = "") -> Told:
        file = SimpleUploadedFile("list", content)
        return caller.upload(path + query, {"file": file, "taken_on": "2026-01-10"})

    look = send("?dry_run=true")
    assert (look.status, look.body["amount"], look.body["lines"]) == (200, "500050.00", 2)
    assert BomSnapshot.objects.count() == 0
    made = send()
    assert (made.status, made.body["amount"]) == (201, "500050.00"), made.body
    assert caller.get(f"/systems/{one.pk}").body["bom"] == "500050.00"
    assert [each["id"] for each in caller.get(path).body] == [made.body["id"]]
    undone = caller.post(f"/boms/{made.body['id']}/undo", {"why": "错误的清单"})
    assert undone.status == 200, undone.body
    assert caller.get(f"/systems/{one.pk}").body["bom"] == "1.00"
    assert caller.post(f"/boms/{made.body['id']}/undo", {"why": "再来"}).status in (409, 422)


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30", "2027-01-01", "9999-12-31"])
def test_a_hardware_list_of_a_day_that_cannot_be_is_refused(day: str) -> None:
    one = system()
    file = SimpleUploadedFile("list.xlsx", workbook())
    told = program("sales").upload(f"/systems/{one.pk}/boms", {"file": file, "taken_on": day})
    assert (told.status, told.body["problems"][0]["field"]) == (422, "taken_on")
    assert BomSnapshot.objects.count() == 0


@pytest.mark.parametrize(("name", "content"), LIES)
def test_a_file_is_told_by_its_content_not_by_its_name(name: str, content: bytes) -> None:
    caller, place = program("support"), site()
    file = SimpleUploadedFile(name, content)
    fields = {"kind": "layout-drawing", "dated_on": "2026-01-10", "file": file}
    told = caller.upload(f"/sites/{place.pk}/records", fields)
    assert (told.status, told.body["type"]) == (422, "/api/v1/problems/input")
    assert all(each["id"] is None for each in caller.get(f"/sites/{place.pk}/records").body)


def test_a_record_is_kept_downloaded_and_never_opened_from_our_origin() -> None:
    """SC-9."""
    caller, place = program("support"), site()
    file = SimpleUploadedFile('a"\r\nX-Evil: 1<b>图.pdf', b"%PDF-1.7 plan")
    fields = {"kind": "layout-drawing", "dated_on": "2026-01-10", "file": file}
    made = caller.upload(f"/sites/{place.pk}/records", fields)
    assert made.status == 201, made.body
    told = caller.get(f"/records/{made.body['id']}/file")
    assert told.bytes == b"%PDF-1.7 plan"
    assert told.headers["Content-Disposition"].startswith("attachment;")
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Evil" not in told.headers
    owner = program(of=outsider(place.owner), role="customer")
    assert owner.get(f"/records/{made.body['id']}/file").status == 200
    none = {"kind": "database", "why": "无此系统"}
    assert caller.post(f"/sites/{place.pk}/records/not-applicable", none).status == 201
    every = caller.get(f"/sites/{place.pk}/records?every_version=true").body
    assert {each["kind"] for each in every} == {"layout-drawing", "database"}


def test_a_body_beyond_the_limit_is_refused_before_it_is_read() -> None:
    caller = program("sales")
    answer = caller.client.generic(
        "POST", "/api/v1/imports/portfolio", b"", "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(50 * 1024 * 1024),
        headers={"Authorization": f"Bearer {caller.token}"},
    )  # fmt: skip
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"

"""What is said about cases through the interface: written, received, attached, merged, split."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.desk.mail.intake import take_mail
from lumencare.desk.models import Case, Message
from tests.api.calling import Program, program
from tests.desk.cases import served
from tests.desk.files import JPEG
from tests.desk.mail.mails import arrived, mail
from tests.office import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def hotline() -> Program:
    return program("support")


def _opened(hotline: Program, of: int | None = None) -> str:
    body = {"summary": "灯不亮", "reporter_email": "w@a.example", "system": of}
    return str(hotline.post("/cases", body).body["number"])


def test_what_is_said_is_read_in_its_order(hotline: Program) -> None:
    number = _opened(hotline)
    hotline.post(f"/cases/{number}/messages", {"body": "还是不亮", "from_name": "王建国"})
    flagged = hotline.get(f"/cases/{number}/messages").body
    assert (flagged["flag"], flagged["advice"]) == ("replied", "answer")
    hotline.post(f"/cases/{number}/notes", {"body": "像是电源"})
    told = hotline.post(f"/cases/{number}/mails", {"body": "明早到场"})
    assert told.status == 201
    assert [(each["kind"], each["body"]) for each in told.body["messages"]] == [
        ("incoming", "还是不亮"),
        ("note", "像是电源"),
        ("outgoing", "明早到场"),
    ]
    assert (told.body["flag"], told.body["advice"]) == ("", None)
    assert told.body["messages"][2]["to_address"] == "w@a.example"


def test_a_mail_that_is_sent_again_with_its_key_leaves_once(hotline: Program) -> None:
    number = _opened(hotline)
    for _ in range(2):
        hotline.post(f"/cases/{number}/mails", {"body": "明早到场"}, Idempotency_Key="k-1")
    assert Message.objects.count() == 1


@pytest.mark.parametrize("what", ["notes", "mails"])
def test_words_and_their_files_come_in_one_call(hotline: Program, what: str) -> None:
    number = _opened(hotline)
    files = [_photo(), SimpleUploadedFile("b.pdf", b"%PDF-1.7 b")]
    path = f"/cases/{number}/{what}-with-files"
    told = hotline.upload(path, {"body": "见附件", "files": files}, Idempotency_Key="k-1")
    assert told.status == 201, told.body
    (said,) = told.body["messages"]
    assert [each["file_name"] for each in said["files"]] == ["a.jpg", "b.pdf"]
    lie = SimpleUploadedFile("c.exe", b"MZ")
    refused = hotline.upload(path, {"body": "见附件", "files": [_photo(), lie]})
    assert refused.status == 422
    assert Message.objects.count() == 1


def test_a_file_is_kept_once_and_read_again(hotline: Program) -> None:
    number = _opened(hotline)
    first, again = (
        hotline.upload(f"/cases/{number}/files", {"file": _photo()}).body for _ in range(2)
    )
    assert first["id"] == again["id"]
    assert (first["file_name"], first["media_type"]) == ("a.jpg", "image/jpeg")
    assert hotline.get(f"/case-files/{first['id']}/file").status == 200


def test_a_file_that_lies_is_told_by_name(hotline: Program) -> None:
    refused = hotline.upload(f"/cases/{_opened(hotline)}/files", {"file": _photo("a.pdf")})
    assert refused.status == 422
    assert refused.body["problems"][0]["given"] == "a.pdf"


def test_the_case_that_binds_sooner_stays(hotline: Program) -> None:
    """Decision 0029: the refusal says which way round."""
    of = served("24h").pk
    earlier = hotline.post(
        "/cases", {"summary": "灯", "system": of, "reported_at": "2026-01-15T09:00:00+08:00"}
    ).body["number"]
    later = _opened(hotline, of)
    (suspect,) = hotline.get(f"/cases/{later}/duplicates").body
    assert (suspect["number"], suspect["stays"]) == (earlier, True)
    refused = hotline.post(f"/cases/{earlier}/merge", {"into": later, "why": "同一故障"})
    assert refused.status == 422
    assert f"merge {later} into {earlier}" in refused.body["text"]["en"]
    kept = hotline.post(f"/cases/{later}/merge", {"into": earlier, "why": "同一故障"})
    assert kept.body["number"] == earlier
    assert Case.objects.get(number=later).state == "merged"


def test_a_message_becomes_a_case(hotline: Program) -> None:
    number = _opened(hotline)
    said = hotline.post(f"/cases/{number}/messages", {"body": "另外四楼也不亮"}).body
    key = said["messages"][0]["id"]
    made = hotline.post(f"/cases/{number}/messages/{key}/split", {"summary": "四楼不亮"})
    assert (made.status, made.body["split_from"]) == (201, number)
    assert hotline.get(f"/cases/{number}/messages").body["split_off"] == [made.body["number"]]


def test_a_mail_that_was_set_aside_becomes_a_case_after_all(hotline: Program) -> None:
    take_mail(arrived(mail(Precedence="bulk"), NOW), NOW)
    (aside,) = hotline.get("/mails-set-aside").body
    assert aside["why"] == "bulk"
    made = hotline.post(f"/mails-set-aside/{aside['id']}/case")
    assert (made.status, made.body["summary"]) == (201, "三楼灯光")
    assert hotline.get("/mails-set-aside").body == []


def _photo(name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, JPEG)

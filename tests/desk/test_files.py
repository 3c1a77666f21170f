"""Files of a case are what they say they are, not too big, and kept once."""

import io

import pytest

from lumencare.desk.actions import attach_files
from lumencare.desk.files import check_files
from lumencare.desk.models import Attachment
from lumencare.domain.problems import InputProblems
from lumencare.sites.uploads import MEGABYTE, Upload
from tests.desk.cases import moment, opened, support
from tests.desk.files import JPEG, PDF, PNG, sent, zipped

WORKBOOK = zipped("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("照片.JPG", JPEG, "照片.jpg"),
        ("照片.jpeg", JPEG, "照片.jpeg"),
        ("照片", JPEG, "照片.jpg"),
        ("报告.pdf", PDF, "报告.pdf"),
        ("日志.log", "10:00 重启\n".encode(), "日志.log"),
        ("清单.xlsx", WORKBOOK, "清单.xlsx"),
        ("备份.zip", zipped("db/系统.lut", "settings.xml"), "备份.zip"),
        ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic" + b"\0" * 16, "IMG_1.heic"),
        ("..\\..\\现场 1.15", JPEG, "现场 1.15.jpg"),
    ],
)
def test_files_are_told_by_their_content(name: str, content: bytes, kept_as: str) -> None:
    (kept,) = check_files([sent(name, content)])
    assert kept.name == kept_as


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.jpg", PNG),
        ("报告.pdf", JPEG),
        ("照片.jpg", b"MZ\x90\x00" + b"\0" * 64),
        ("照片.jpg.exe", JPEG),
        ("说明.html", b"<html><script>"),
        ("说明.txt", b"<svg onload=alert(1)>"),
        ("启动.bat", b"del *"),
        ("清单.xlsx", zipped("[Content_Types].xml", "xl/vbaProject.bin")),
        ("资料.zip", zipped("资料/setup.exe")),
        ("资料.zip", b"PK\x03\x04broken"),
        ("清单.zip", WORKBOOK),
        ("空.txt", b""),
    ],
)
def test_a_file_that_lies_or_could_run_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(InputProblems):
        check_files([sent(name, content)])


def test_a_photo_of_50_megabytes_is_too_big_and_the_limit_is_told() -> None:
    photo = Upload("大图.jpg", io.BytesIO(JPEG + bytes(50 * MEGABYTE)))
    with pytest.raises(InputProblems) as found:
        check_files([sent(), photo])
    (problem,) = found.value.problems
    assert problem.given == "大图.jpg"
    assert "25 MB" in problem.allowed.en


@pytest.mark.django_db
def test_the_same_content_is_kept_once() -> None:
    case, now = opened(), moment("2026-01-15 10:05")
    first = attach_files(case, [sent("一.jpg"), sent("二.pdf", PDF)], by=support(), now=now)
    again = attach_files(case, [sent("三.jpg")], by=support(), now=now)
    assert again == first[:1]
    assert Attachment.objects.count() == 2
    with first[0].file.open("rb") as file:
        assert file.read() == JPEG


@pytest.mark.django_db
def test_of_several_files_all_are_kept_or_none() -> None:
    case = opened()
    with pytest.raises(InputProblems):
        attach_files(case, [sent(), sent("x.exe")], by=support(), now=moment("2026-01-15 10:05"))
    assert not Attachment.objects.exists()

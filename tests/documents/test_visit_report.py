"""Reports of visits as PDF: archivable, tagged, all said in both languages, never refused."""

import json
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from syrupy.assertion import SnapshotAssertion

from lumencare.documents.thumbnails import MOST_PIXELS, PHOTO_SIDE, shrink_photo, shrink_signature
from lumencare.documents.visit_report_context import ReportPictures, VisitReportContext
from lumencare.documents.visit_report_data import MOST_PHOTOS, write_visit_report
from lumencare.documents.visit_report_pdf import picture_visit_report, render_visit_report
from tests.documents.test_contract_pdf import PNG, squeezed, text_of
from tests.documents.visit_report_samples import (
    REPORTS,
    clock,
    picture,
    pictures_of,
    report_sample,
)

NONE = ReportPictures()


def text_with(context: VisitReportContext) -> str:
    """Return what the report of some facts says, without pictures."""
    return text_of(PdfReader(BytesIO(render_visit_report(context, NONE, clock(12)))))


@cache
def printed(name: str) -> PdfReader:
    context = report_sample(name)
    return PdfReader(BytesIO(render_visit_report(context, pictures_of(context), clock(12))))


def test_the_text_can_be_taken_out_as_it_was_put_in(snapshot: SnapshotAssertion) -> None:
    """G-2."""
    assert text_of(printed("full")) == snapshot


def test_the_context_of_a_report_stays_as_it_is(snapshot: SnapshotAssertion) -> None:
    written = write_visit_report(report_sample("short"), NONE)
    assert json.dumps(written, ensure_ascii=False, indent=1) == snapshot


@pytest.mark.parametrize(
    "words",
    [
        "现场服务报告 Visit Report V-2026-00042",
        "服务请求 case S-2026-00311",
        "项目 Site 滨江中心",
        "客户 Customer 滨江置业有限公司",
        "上海市 黄浦区中山南路 1 号",
        "滨江中心 A 座 (Quantum)",
        "到访人员 Who came 李思远",
        "到场 Arrived 2026-11-20 08:55",
        "离场 Left 2026-11-20 11:40，165 分钟 165 min",
        "2026-11-20 08:10 自 from 苏州市，45 分钟 45 min",
        "All times are those of Shanghai.",
        "第 2 年，更换件减免 100%，人工与差旅由计划承担。",
        "Year 2: parts are reduced by 100%, labour and travel are covered by the plan.",
        "依据日 as of 2026-11-19 | 合同 contract C-2611-007",
        "√ 是 yes 控制柜供电与接线正常 Power and wiring of the panels are sound",
        "— 未勾选 not ticked 通信链路无报错 The control links report no errors",
        "故障已排除 The fault is gone",
        "原因 Cause 产品原因 The product",
        "调光模块 3 号回路烧毁，已更换。",
        "建议检查机房空调。",
        "培训 Training 已完成 given",
        "QSN-4A-S 1 F-0099 N-0100",
        "CBL-346S 2.5 — —",
        "夜间服务 After-hour service 已约定 agreed NB-1 ¥3,200.00",
        "合计 Sum ¥3,200.00",
        "0.5 人天 0.5 man-days 计入 drawn from 维护巡检人天 Preventive man-day",
        "合同 contract C-2611-007，至 until 2027-11-30",
        "签字人 Signed by 王建国",
        "时间 At 2026-11-20 11:35",
        f"SHA-256 {'ab' * 32}",
        "https://service.example.com/check/V-2026-00042",
        "服务热线 Hotline 400-842-7731",
        "签名证书为自制证书，未经第三方认证。",
        "1 | 2026-11-20 09:05 | SHA-256 cdcdcdcdcdcdcdcd",
        "第 1 页，共 2 页 Page 1 of 2",
    ],
)
def test_a_report_says_all_that_happened(words: str) -> None:
    """SC-4, SC-5, SC-10, D-23, G-2."""
    assert squeezed(words) in squeezed(text_of(printed("full")))


@pytest.mark.parametrize(
    "words",
    [
        "取代 replaces V-2026-00043",
        "客户未签字 Nobody signed：夜间无人值守",
        "当时未作保障判定。 No decision of cover was made.",
        "出具时没有已知费用。 No charges were known when this was issued.",
        "路程 Travel —",
    ],
)
def test_what_is_not_there_is_said(words: str) -> None:
    text = squeezed(text_of(printed("short")))
    assert squeezed(words) in text
    assert "更换的部件" not in text
    assert "现场照片" not in text
    assert "自制证书" not in text


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_report_is_an_archivable_tagged_file_of_few_pages(name: str) -> None:
    reader = printed(name)
    root = reader.trailer["/Root"]
    assert len(reader.pages) <= {"short": 1, "full": 2}.get(name, 6)
    assert root["/MarkInfo"]["/Marked"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_photos_fill_two_pages_at_most_and_the_rest_is_counted() -> None:
    pages = [page.extract_text() for page in printed("long").pages]
    assert sum(page.count("SHA-256 0000") for page in pages) == MOST_PHOTOS
    assert squeezed("共 30 张，此处为前 12 张。") in squeezed("".join(pages[-2:]))
    assert "现场照片" not in "".join(pages[:-2])


def test_the_same_facts_pictures_and_moment_give_the_same_bytes() -> None:
    context = report_sample("full")
    pictures = pictures_of(context)
    assert render_visit_report(context, pictures, clock(12)) == render_visit_report(
        context, pictures, clock(12)
    )


def test_a_moment_is_kept_to_the_second() -> None:
    context = report_sample("short")
    late = clock(12).replace(microsecond=123)
    assert render_visit_report(context, NONE, late) == render_visit_report(context, NONE, clock(12))


def test_characters_that_the_font_lacks_do_not_keep_a_report_from_being_issued() -> None:
    """The work is done: nobody can be asked to write it in other words."""
    wild = replace(report_sample("short"), findings="换好了😀 𠮷", summary="#panic(1) *加粗* $x$")
    text = text_with(wild)
    assert "换好了□ □" in text
    assert "□ 代表本文件字体没有的字符" in text
    assert "#panic(1) *加粗* $x$" in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=60))
def test_whatever_is_written_becomes_a_report(words: str) -> None:
    assert text_with(replace(report_sample("short"), findings=words))


def test_the_pages_can_be_shown_as_pictures() -> None:
    context = report_sample("full")
    pages = picture_visit_report(context, pictures_of(context))
    assert len(pages) == len(printed("full").pages)
    assert all(each.startswith(PNG) for each in pages)
    with Image.open(BytesIO(pages[0])) as first:
        assert abs(first.height / first.width - 297 / 210) < 0.01


def test_a_photo_is_made_small_and_turned_upright() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    Image.new("RGB", (4000, 3000), (200, 30, 30)).save(out, "JPEG", exif=exif)
    small = shrink_photo(out)
    assert small is not None
    with Image.open(BytesIO(small)) as shown:
        assert shown.size == (PHOTO_SIDE * 3 // 4, PHOTO_SIDE)
        assert not shown.getexif()


def test_a_signature_stands_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (680, 240), (0, 0, 0, 0)).save(out, "PNG")
    small = shrink_signature(out)
    assert small is not None
    with Image.open(BytesIO(small)) as shown:
        assert (shown.mode, shown.getpixel((0, 0))) == ("RGB", (255, 255, 255))


def bomb() -> bytes:
    """Return a small file that says it is larger than any camera's picture."""
    out = bytearray(picture(8, 8, "PNG"))
    side = (MOST_PIXELS // 1000 + 1).to_bytes(4, "big")
    out[16:24] = side + side
    return bytes(out)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff" + b"1" * 40,
        b"\x89PNG\r\n\x1a\n" + b"0" * 40,
        picture()[:900],
        picture(form="GIF", mode="P"),
        bomb(),
    ],
    ids=["empty", "no jpeg", "no png", "cut off", "gif", "bomb"],
)
def test_what_is_no_picture_is_left_out_and_said(content: bytes) -> None:
    assert shrink_photo(BytesIO(content)) is None
    assert shrink_signature(BytesIO(content)) is None


def test_a_picture_that_cannot_be_shown_has_its_place() -> None:
    context = report_sample("full")
    broken = ReportPictures(signature=None, photos=(None, None))
    text = text_of(PdfReader(BytesIO(render_visit_report(context, broken, clock(12)))))
    assert "照片无法显示" in text
    assert "签字图片无法显示" in text
